using GradCheck.Programs.Blame;
using GradCheck.Programs.Judging;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Scripts;
using GradCheck.Programs.Sources;
using GradCheck.Python.Source;

namespace GradCheck.Programs;

/// <summary>Reports every assignment that was executed.</summary>
internal static class LineReports
{
    /// <summary>So many lines are reported.</summary>
    private const int Most = 1000;

    /// <summary>The reports, in the order of the run.</summary>
    /// <param name="shown">The run that is shown.</param>
    /// <param name="wrong">The blamed lines.</param>
    /// <param name="isRight">Whether the program is right: then no line is wrong, whatever its name says.</param>
    /// <param name="view">The program's text.</param>
    public static IReadOnlyList<LineReport> Of(Examined shown, IReadOnlyList<Blamed> wrong, bool isRight, SourceView view)
    {
        var backward = shown.Forward.Program.IsOneRun ? [] : shown.Backward?.Events ?? [];
        var events = shown.Forward.Events.Concat(backward)
            .Where(made => made.Statement is { } statement && statement.Span.End > statement.Span.Start && !made.IsReturn).ToList();
        var blamed = wrong.Select(item => item.Span).ToHashSet();
        var follows = events.Where(made => blamed.Contains(made.Statement!.Span)).ToHashSet();
        var downstream = Downstream(shown.Forward.Events.Concat(backward), follows);
        var ofBackward = shown.Backward is { } run ? run.Events.ToHashSet() : [];
        return [.. events.Take(Most).Select(made => ReportOf(made, ofBackward.Contains(made), shown, blamed, downstream, isRight, view))];
    }

    /// <summary>What some values went into, and those themselves: each event is looked at once, however long the program.</summary>
    private static HashSet<Event> Downstream(IEnumerable<Event> events, HashSet<Event> from)
    {
        var readers = events.SelectMany(made => made.Reads.Select(read => (read, made))).ToLookup(pair => pair.read, pair => pair.made);
        var reached = new HashSet<Event>();
        var open = new Stack<Event>(from);
        while (open.TryPop(out var made))
        {
            if (reached.Add(made))
            {
                foreach (var reader in readers[made])
                {
                    open.Push(reader);
                }
            }
        }

        return reached;
    }

    private static LineReport ReportOf(
        Event made, bool isBackward, Examined shown, HashSet<Span> blamed, HashSet<Event> downstream, bool isRight, SourceView view)
    {
        var span = made.Statement!.Span;
        var judgement = isBackward ? shown.Of(made) : ForwardJudge.Of(made, shown);
        var verdict = blamed.Contains(span) ? LineVerdict.Mismatch : judgement.Verdict switch
        {
            LineVerdict.Match => LineVerdict.Match,
            LineVerdict.Mismatch when !isRight && downstream.Contains(made) => LineVerdict.Follows,
            _ => LineVerdict.Unchecked,
        };
        var against = verdict == LineVerdict.Unchecked || judgement.Truth is null ? null : Near.Error(made.Value, judgement.Truth);
        return new(
            made.Frame.Function == Script.FunctionName ? null : made.Frame.Function,
            view.LineOf(span.Start),
            view.ColumnOf(span.Start),
            made.Name,
            made.Value?.Shape,
            made.Count,
            verdict == LineVerdict.Unchecked ? null : judgement.Against,
            verdict,
            verdict == LineVerdict.Match && judgement.Truth is null ? 0 : against)
        {
            Cell = view.CellOf(span.Start),
        };
    }
}
