using GradCheck.Python.Operators;
using GradCheck.Python.Values;

namespace GradCheck.Python.Modules;

/// <summary><c>tqdm(items)</c>: the items, and methods that show nothing.</summary>
/// <param name="items">What is gone through.</param>
internal sealed class ProgressValue(Value items) : ObjectValue
{
    public override string TypeName => "tqdm.std.tqdm";

    public override bool IsIterable => Iteration.IsIterable(items);

    public override long? Length => Iteration.Length(items);

    public override IEnumerable<Value>? Items(CallContext context) => Iteration.Of(context, items);

    public override Value? Attribute(CallContext context, string name) =>
        name is "set_description" or "set_postfix" or "set_postfix_str" or "set_description_str" or "update" or "close" or "write" or "refresh" ? SystemFunctions.Nothing(name) : null;
}
