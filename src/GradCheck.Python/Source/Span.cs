namespace GradCheck.Python.Source;

/// <summary>A piece of a program's text.</summary>
/// <param name="Start">The offset of its first character.</param>
/// <param name="End">The offset after its last.</param>
public readonly record struct Span(int Start, int End)
{
    /// <summary>The span from the start of this one to the end of another.</summary>
    /// <param name="last">The other.</param>
    public Span To(Span last) => new(Start, last.End);
}
