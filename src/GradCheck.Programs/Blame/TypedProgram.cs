using GradCheck.Programs.Classes;
using GradCheck.Programs.Entries;
using GradCheck.Programs.Runs;
using GradCheck.Programs.Sources;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Syntax.Parsing;

namespace GradCheck.Programs.Blame;

/// <summary>A program whose mended lines were typed into its text: what is offered as a fix is read and run again as text.</summary>
/// <param name="original">The program as it was given.</param>
/// <param name="map">Its text.</param>
internal sealed class TypedProgram(ProgramUnderTest original, SourceMap map)
{
    private readonly List<(Span Place, string Text)> typed = [];

    /// <summary>Types a line over another.</summary>
    /// <param name="old">The statement that it takes the place of; of a loop or a branch the head alone.</param>
    /// <param name="text">The line.</param>
    public void Type(Statement old, string text) => typed.Add((FixText.PlaceOf(old, map.Source), text));

    /// <summary>The program read from the text; null where it can no longer be read.</summary>
    /// <param name="subject">The layer.</param>
    public ProgramUnderTest? Read(Subject subject)
    {
        ProgramTree tree;
        try
        {
            var written = map.With(typed);
            if (original.Script is { } script)
            {
                tree = Parser.Parse(written.Source);
                return tree.Faults.Count == original.Tree.Faults.Count && script.Again(tree) is { } again && again.Lives.Count == script.Lives.Count
                    ? ProgramUnderTest.Of(tree, subject, again) : null;
            }

            tree = SelfNames.In(SnippetProgram.Wrap(Parser.Parse(written.Source), written, subject));
        }
        catch (ProgramException)
        {
            return null;
        }

        return tree.Faults.Count == original.Tree.Faults.Count ? original.In(tree) : null;
    }
}
