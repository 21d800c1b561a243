using GradCheck.Python.Values;

namespace GradCheck.Python.Classes;

/// <summary>A function of a class that gets the class: <c>@classmethod</c>.</summary>
/// <param name="function">The function.</param>
internal sealed class ClassMethodValue(Value function) : ObjectValue
{
    public Value Function { get; } = function;

    public override string TypeName => "classmethod";
}
