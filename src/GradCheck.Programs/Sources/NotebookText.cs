using System.Text;
using System.Text.RegularExpressions;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax.Parsing;

namespace GradCheck.Programs.Sources;

/// <summary>The code cells of a notebook as one text: what is not Python is passed over, and a cell that cannot be read is left out, as it does not run.</summary>
internal static partial class NotebookText
{
    /// <summary>The text of some cells, one segment for each.</summary>
    /// <param name="cells">The cells, in their order.</param>
    public static SourceMap Of(IReadOnlyList<string> cells)
    {
        var text = new StringBuilder();
        var segments = new List<Segment>();
        var faulty = new List<FaultyCell>();
        for (var k = 0; k < cells.Count; k++)
        {
            var start = text.Length;
            var cell = CellText.Plain(new SourceText(cells[k]).Text);
            segments.Add(new(start, Cell: k));
            if (FaultOf(cell, start) is { } fault)
            {
                faulty.Add(fault);
                cell = CellText.Blank(cell);
            }

            text.Append(cell).Append('\n');
        }

        SourceMap? map = null;
        map = new(new(text.ToString()) { Places = offset => map!.PlaceOf(offset) }, segments.Count > 0 ? segments : [new(0)]) { FaultyCells = faulty };
        return map;
    }

    private static FaultyCell? FaultOf(string cell, int start)
    {
        try
        {
            return Parser.Parse(new(cell)).Faults is [var first, ..] ? new(At(first, start), NamesIn(cell)) : null;
        }
        catch (ProgramException refused)
        {
            return new(At(refused.Error, start), NamesIn(cell));
        }
    }

    // What cannot be read has no tree: the text alone says what it was to make.
    private static HashSet<string> NamesIn(string cell) => [.. Made().Matches(cell).Select(made => made.Groups[1].Value)];

    [GeneratedRegex(@"^[ \t]*(?:def[ \t]+|class[ \t]+)?([A-Za-z_]\w*)[ \t]*(?:[-+*/]?=(?!=)|\(.*:|:)", RegexOptions.Multiline)]
    private static partial Regex Made();

    private static ProgramError At(ProgramError error, int start) => error with { Span = new(error.Span.Start + start, error.Span.End + start) };
}
