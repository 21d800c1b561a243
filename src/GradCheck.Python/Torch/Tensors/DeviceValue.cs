using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Tensors;

/// <summary><c>x.device</c>, <c>torch.device('cuda')</c>: there is one, whatever it is called.</summary>
/// <param name="name">The name.</param>
internal sealed class DeviceValue(string name) : ObjectValue
{
    public static readonly DeviceValue Cpu = new("cpu");

    public override string TypeName => "torch.device";

    public override Value? Attribute(CallContext context, string attribute) => attribute switch
    {
        "type" => new StringValue(name.Split(':')[0]),
        "index" => NoneValue.Instance,
        _ => null,
    };

    public override Value? Compare(CallContext context, CompareOperator op, Value other, bool isRight) =>
        op is CompareOperator.Equal or CompareOperator.NotEqual ? BooleanValue.Of((other is DeviceValue) == (op == CompareOperator.Equal)) : null;

    public override string Repr(CallContext context) => $"device(type='{name}')";

    public override string Str(CallContext context) => name;
}
