using GradCheck.Comparison;
using GradCheck.Programs.Blame;
using GradCheck.Programs.Reports;
using GradCheck.Python.Budgets;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Syntax.Parsing;

namespace GradCheck.Programs.Tests.Support;

/// <summary>What a report offers as fixes, put into the text as they are printed, read and run again.</summary>
internal static class Mended
{
    /// <summary>Time enough for a search on a busy machine to come to its end.</summary>
    public static readonly BudgetLimits Patient = BudgetLimits.Default with { Time = TimeSpan.FromMinutes(2) };

    /// <summary>The program with every printed fix in the place of its line.</summary>
    public static string Code(string code, ProgramReport report)
    {
        var source = new SourceText(code);
        var places = Walk.Statements(Parser.Parse(source).Body).Select(statement => FixText.PlaceOf(statement, source)).ToList();
        var fixes = LinesOf(report).Where(line => line.Finding.Fix is not null)
            .Select(line => (Place: PlaceOf(line), Fix: line.Finding.Fix!)).Distinct().OrderByDescending(item => item.Place.Start);
        return fixes.Aggregate(source.Text, (text, item) => text[..item.Place.Start] + item.Fix + text[item.Place.End..]);

        // The innermost that holds the piece; of a file's statements an inner one comes behind those around it.
        Span PlaceOf(WrongLine line)
        {
            var at = source.Text.Split('\n').Take(line.Line!.Value - 1).Sum(before => before.Length + 1) + line.Column!.Value - 1;
            return places.Last(place => place.Start <= at && at < place.End);
        }
    }

    /// <summary>Asserts that nothing is said any more of the lines that have a fix, and nothing at all where every wrong line has one.</summary>
    public static void AssertHolds(ProgramRequest request, ProgramReport report)
    {
        var lines = LinesOf(report).ToList();
        if (lines.TrueForAll(line => line.Finding.Fix is null))
        {
            return;
        }

        var again = ProgramChecker.Check(request with { Code = Code(request.Code!, report) }, Patient);
        var told = $"{string.Join("; ", lines.Select(line => line.Finding.Fix))}: {again.FirstWrongLine?.Message}";
        Assert.True(!again.FirstWrongLine?.Finding.Code.StartsWith("syntax", StringComparison.Ordinal) ?? true, told);
        Assert.True(again.Verdict == Verdict.Match || lines.Exists(line => line.Finding.Fix is null), told);
        Assert.DoesNotContain(LinesOf(again), line => lines.Exists(old => old.Finding.Fix is not null && old.Line == line.Line && old.Finding.Code == line.Finding.Code));
    }

    private static IEnumerable<WrongLine> LinesOf(ProgramReport report) => report.FurtherWrongLines.Prepend(report.FirstWrongLine).OfType<WrongLine>();
}
