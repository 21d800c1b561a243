using GradCheck.Programs.Source;
using GradCheck.Programs.Syntax;

namespace GradCheck.Programs.Checking.Edits;

/// <summary>A small change of one statement, to be tried.</summary>
/// <param name="Code">What the mistake would be, if it helps.</param>
/// <param name="Cost">How large a change it is: where several help, the smallest is told.</param>
/// <param name="Made">The statement after it; its span is that of the original.</param>
internal sealed record Edit(string Code, int Cost, Statement Made)
{
    /// <summary>The statement that it replaces, where that is not the suspected line but a loop or branch around it; else null.</summary>
    public Statement? Header { get; init; }

    /// <summary>The piece of the original that it changes: in a statement over several lines, it tells the line.</summary>
    public Span? Changed { get; init; }
}

/// <summary>A change of one expression.</summary>
/// <param name="Code">What the mistake would be.</param>
/// <param name="Cost">How large a change it is.</param>
/// <param name="Made">The expression after it.</param>
internal sealed record Variant(string Code, int Cost, Expression Made)
{
    /// <summary>The piece of the original that it changes; null for the whole.</summary>
    public Span? Changed { get; init; }
}
