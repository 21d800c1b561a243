using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Scripts;

/// <summary>A gradient of a script: a name from where it gets a value to where it gets another.</summary>
/// <param name="Name">Its name: <c>dlogits</c>.</param>
/// <param name="Subject">What it is the gradient of: <c>logits</c>.</param>
/// <param name="Kept">The name under which its value at its end is kept.</param>
/// <param name="First">The line that gives it its first value.</param>
internal sealed record GradientLife(string Name, string Subject, string Kept, Statement First)
{
    /// <summary>Whether it only copies what autograd says.</summary>
    public bool IsCopied { get; init; }

    /// <summary>Whether the line reads a value that an earlier pass left, in a list of gradients.</summary>
    public bool IsLeftOver { get; init; }

    /// <summary>What tells it from others of its name: <c>logits</c>, <c>logits#2</c>.</summary>
    public required string Key { get; init; }
}
