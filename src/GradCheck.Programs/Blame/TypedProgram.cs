using System.Text;
using GradCheck.Programs.Entries;
using GradCheck.Programs.Runs;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Syntax.Parsing;

namespace GradCheck.Programs.Blame;

/// <summary>A program whose mended lines were typed into its text: what is offered as a fix is read and run again as text.</summary>
/// <param name="original">The program as it was given.</param>
/// <param name="source">Its text.</param>
/// <param name="backwardStart">Where the second of two snippets begins; null for a file.</param>
internal sealed class TypedProgram(ProgramUnderTest original, SourceText source, int? backwardStart)
{
    private readonly List<(Span Place, string Text)> typed = [];

    /// <summary>Types a line over another.</summary>
    /// <param name="old">The statement that it takes the place of; of a loop or a branch the head alone.</param>
    /// <param name="text">The line.</param>
    public void Type(Statement old, string text) => typed.Add((FixText.PlaceOf(old, source), text));

    /// <summary>The program read from the text; null where it can no longer be read.</summary>
    /// <param name="subject">The layer.</param>
    public ProgramUnderTest? Read(Subject subject)
    {
        var text = new StringBuilder(source.Text);
        var start = backwardStart;
        foreach (var (place, line) in typed.OrderByDescending(item => item.Place.Start))
        {
            text.Remove(place.Start, place.End - place.Start).Insert(place.Start, line);
            start = place.Start < start ? start + line.Length - (place.End - place.Start) : start;
        }

        ProgramTree tree;
        try
        {
            tree = Parser.Parse(new(text.ToString()));
        }
        catch (ProgramException)
        {
            return null;
        }

        tree = start is { } at ? SnippetProgram.Wrap(tree, at, subject) : tree;
        return tree.Faults.Count == original.Tree.Faults.Count && Function(tree, original.Forward) is { } forward
            && (original.Backward is null ? null : Function(tree, original.Backward)) is var backward && (backward is null) == (original.Backward is null)
            ? original with { Tree = tree, Forward = forward, Backward = backward }
            : null;
    }

    private static FunctionStatement? Function(ProgramTree tree, FunctionStatement old) =>
        Walk.Statements(tree.Body).OfType<FunctionStatement>().LastOrDefault(function => function.Name == old.Name);
}
