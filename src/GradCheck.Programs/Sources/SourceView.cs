using GradCheck.Python.Source;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Sources;

/// <summary>A program's text as its author numbers it.</summary>
/// <param name="source">The text that was parsed.</param>
/// <param name="tree">What it was parsed into.</param>
/// <param name="backwardStart">Where the second of two snippets begins; null for a file.</param>
internal sealed class SourceView(SourceText source, ProgramTree tree, int? backwardStart)
{
    private readonly List<(int Start, int End, string Name)> functions = [.. Walk.Statements(tree.Body).OfType<FunctionStatement>().Select(function => (function.Span.Start, EndOf(function), function.Name))];

    public SourceText Source => source;

    /// <summary>Where the second of two snippets begins; null for a file.</summary>
    public int? BackwardStart => backwardStart;

    /// <summary>The line of an offset, from 1; in the second of two snippets, counted from its own first line.</summary>
    public int LineOf(int offset) => source.LineOf(offset) - (backwardStart is { } start && offset >= start ? source.LineOf(start) - 1 : 0);

    public int ColumnOf(int offset) => source.ColumnOf(offset);

    /// <summary>The text of the line of an offset, without its indent.</summary>
    public string TextOf(int offset) => source.Line(source.LineOf(offset)).Trim();

    /// <summary>The innermost function around an offset; null at the top level.</summary>
    public string? FunctionOf(int offset) => backwardStart is { } start
        ? offset >= start ? "backward" : "forward"
        : functions.Where(function => function.Start <= offset && offset <= function.End).OrderBy(function => function.Start).Select(function => function.Name).LastOrDefault();

    private static int EndOf(FunctionStatement function) => Walk.Statements(function.Body).Select(statement => statement.Span.End).Append(function.Span.End).Max();
}
