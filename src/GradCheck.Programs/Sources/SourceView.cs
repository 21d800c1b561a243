using GradCheck.Python.Source;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Sources;

/// <summary>A program's text as its author numbers it.</summary>
/// <param name="map">The text.</param>
/// <param name="tree">What it was parsed into.</param>
internal sealed class SourceView(SourceMap map, ProgramTree tree)
{
    private readonly List<(int Start, int End, string Name)> functions =
        [.. Named(tree).Select(named => (named.Function.Span.Start, EndOf(named.Function), named.Name))];

    public SourceMap Map => map;

    /// <summary>The text that was parsed.</summary>
    public SourceText Source => map.Source;

    /// <summary>The line of an offset, from 1; in the second of two snippets, counted from its own first line.</summary>
    public int LineOf(int offset) => map.LineOf(offset);

    /// <summary>The code cell of a notebook that an offset is in, from 0; null outside of notebooks.</summary>
    public int? CellOf(int offset) => map.At(offset).Cell;

    public int ColumnOf(int offset) => Source.ColumnOf(offset);

    /// <summary>The text of the line of an offset, without its indent.</summary>
    public string TextOf(int offset) => Source.Line(Source.LineOf(offset)).Trim();

    /// <summary>The innermost function around an offset; null at the top level.</summary>
    public string? FunctionOf(int offset) => map.At(offset).Function
        ?? functions.Where(function => function.Start <= offset && offset <= function.End)
            .OrderBy(function => function.Start).Select(function => function.Name).LastOrDefault();

    /// <summary>The functions with their names; a method's has that of its class before it.</summary>
    private static IEnumerable<(FunctionStatement Function, string Name)> Named(ProgramTree tree)
    {
        var all = Walk.Statements(tree.Body).ToList();
        var owners = new Dictionary<FunctionStatement, string>(ReferenceEqualityComparer.Instance);
        foreach (var made in all.OfType<ClassStatement>())
        {
            foreach (var method in Walk.Statements(made.Body).OfType<FunctionStatement>())
            {
                owners.TryAdd(method, made.Name);
            }
        }

        return all.OfType<FunctionStatement>().Select(function => (function, owners.TryGetValue(function, out var owner) ? $"{owner}.{function.Name}" : function.Name));
    }

    private static int EndOf(FunctionStatement function) =>
        Walk.Statements(function.Body).Select(statement => statement.Span.End).Append(function.Span.End).Max();
}
