using GradCheck.Python.Values;

namespace GradCheck.Python.Classes;

/// <summary>A function of a class that gets no object: <c>@staticmethod</c>.</summary>
/// <param name="function">The function.</param>
internal sealed class StaticMethodValue(Value function) : ObjectValue
{
    public Value Function { get; } = function;

    public override string TypeName => "staticmethod";

    public override bool IsCallable => true;

    public override Value Call(CallContext context, IReadOnlyList<Value> positional, IReadOnlyList<KeyValuePair<string, Value>> keywords) => context.Call(Function, positional, keywords);
}
