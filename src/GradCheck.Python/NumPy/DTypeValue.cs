using GradCheck.Python.Arrays;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary><c>x.dtype</c>: one object a type of elements.</summary>
internal sealed class DTypeValue : ObjectValue
{
    private static readonly DTypeValue[] All = [.. Enum.GetValues<DType>().Select(dtype => new DTypeValue(dtype))];

    private DTypeValue(DType dtype) => DType = dtype;

    public DType DType { get; }

    public override string TypeName => "numpy.dtype";

    public static DTypeValue Of(DType dtype) => All[(int)dtype];

    public override Value? Attribute(CallContext context, string name) => name switch
    {
        "name" => new StringValue(Str(context)),
        "kind" => new StringValue(DType switch { DType.Bool => "b", DType.Int64 => "i", _ => "f" }),
        "itemsize" => IntegerValue.Of(DType == DType.Bool ? 1 : 8),
        _ => null,
    };

    /// <summary>Equal to what NumPy takes for the same type of elements: its name, its type, or Python's.</summary>
    public override Value? Compare(CallContext context, CompareOperator op, Value other, bool isRight) =>
        op is CompareOperator.Equal or CompareOperator.NotEqual ? BooleanValue.Of((TypeOf(other) == DType) == (op == CompareOperator.Equal)) : null;

    public override string Str(CallContext context) => ArrayTypes.NameOf(DType);

    public override string Repr(CallContext context) => $"dtype('{Str(context)}')";

    private static DType? TypeOf(Value value) => value switch
    {
        DTypeValue dtype => dtype.DType,
        TypeValue { Name: "float" or "numpy.float64" } or StringValue { Value: "float64" or "float" or "f8" or "d" } => Arrays.DType.Float64,
        TypeValue { Name: "int" or "numpy.int64" } or StringValue { Value: "int64" or "int" or "i8" or "l" } => Arrays.DType.Int64,
        TypeValue { Name: "bool" or "numpy.bool_" } or StringValue { Value: "bool" or "?" } => Arrays.DType.Bool,
        _ => null,
    };
}
