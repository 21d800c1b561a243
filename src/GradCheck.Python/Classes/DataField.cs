using GradCheck.Python.Values;

namespace GradCheck.Python.Classes;

/// <summary>A field of a dataclass: what <c>field(...)</c> gives, or a line of the class as if it had.</summary>
/// <param name="name">Its name; empty before its class is made.</param>
/// <param name="standard">Its default; null without one.</param>
/// <param name="factory">What makes its default; null without one.</param>
internal sealed class DataField(string name, Value? standard, Value? factory) : ObjectValue
{
    public override string Name { get; } = name;

    public Value? Default { get; } = standard;

    public Value? Factory { get; } = factory;

    /// <summary>Whether <c>__init__</c> takes it.</summary>
    public bool IsGiven { get; init; } = true;

    /// <summary>Whether <c>repr</c> shows it.</summary>
    public bool IsShown { get; init; } = true;

    /// <summary>Whether <c>==</c> compares it.</summary>
    public bool IsCompared { get; init; } = true;

    public override string TypeName => "Field";

    /// <summary>The same field under a name.</summary>
    public DataField As(string name) => new(name, Default, Factory) { IsGiven = IsGiven, IsShown = IsShown, IsCompared = IsCompared };
}
