using GradCheck.Python.Values;

namespace GradCheck.Python.Modules;

/// <summary>A function with some of its arguments given.</summary>
/// <param name="function">The function.</param>
/// <param name="first">Its first arguments.</param>
/// <param name="kept">Its arguments by name, which a call may give again.</param>
internal sealed class PartialValue(Value function, IReadOnlyList<Value> first, IReadOnlyList<KeyValuePair<string, Value>> kept) : ObjectValue
{
    public override string TypeName => "functools.partial";

    public override bool IsCallable => true;

    public override Value? Attribute(CallContext context, string name) => name switch
    {
        "func" => function,
        "args" => new TupleValue([.. first]),
        _ => null,
    };

    public override Value Call(CallContext context, IReadOnlyList<Value> positional, IReadOnlyList<KeyValuePair<string, Value>> keywords) =>
        context.Call(function, [.. first, .. positional], [.. kept.Where(old => !keywords.Any(given => given.Key == old.Key)), .. keywords]);
}
