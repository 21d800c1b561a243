namespace GradCheck.Programs.Reports;

/// <summary>A line that departs from the truth, given that the lines before it were right.</summary>
/// <param name="Function">The function it stands in; null at the top level of the file.</param>
/// <param name="Line">The line, from 1; in a snippet, from the snippet's first line. Null where a whole function is missing.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="EndColumn">The column after the last character, on the last line of the piece.</param>
/// <param name="Source">The text of the line, without its indent.</param>
/// <param name="Message">What is wrong, in a sentence or two that stand alone.</param>
/// <param name="Finding">What is wrong, with its code.</param>
public sealed record WrongLine(string? Function, int? Line, int? Column, int? EndColumn, string? Source, string Message, LineFinding Finding)
{
    /// <summary>The code cell of a notebook that the line is counted in, from 0; null outside of notebooks.</summary>
    public int? Cell { get; init; }
}
