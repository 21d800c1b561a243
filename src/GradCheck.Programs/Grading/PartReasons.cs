using GradCheck.Diagnosis.Reports;
using GradCheck.Grading;
using GradCheck.Programs.Reports;

namespace GradCheck.Programs.Grading;

/// <summary>Why a part of a program earned what it did, in sentences, at a level of reveal.</summary>
internal static class PartReasons
{
    private const int MostLines = 2;

    /// <summary>Whether a level shows the line. What ended the run is the student's own to see, as a traceback would be.</summary>
    /// <param name="judged">The part.</param>
    /// <param name="reveal">The level.</param>
    public static bool Shows(JudgedPart judged, Reveal reveal) =>
        judged.Verdict != GradeVerdict.Mismatch || reveal.Shows(ReportField.WorstIndex);

    /// <summary>Of a part.</summary>
    /// <param name="judged">The part.</param>
    /// <param name="reveal">The level.</param>
    public static IEnumerable<string> Of(JudgedPart judged, Reveal reveal)
    {
        yield return judged.Words;
        if (judged.Detail is { } detail && reveal.Shows(ReportField.WorstIndex))
        {
            yield return detail;
        }

        if (judged.Verdict != GradeVerdict.Mismatch)
        {
            if (judged.Lines is [{ Finding.Fix: { } fix }, ..] && reveal.Shows(ReportField.FindingFix))
            {
                yield return Tried(fix);
            }

            yield break;
        }

        foreach (var (line, k) in judged.Lines.Take(MostLines).Select((line, k) => (line, k)))
        {
            if (reveal.Shows(ReportField.WorstIndex))
            {
                yield return $"{(k == 0 ? "The first line to mend" : "And then")}: {PlaceOf(line)}.";
            }

            foreach (var words in Of(line.Finding, reveal))
            {
                yield return words;
            }
        }

        foreach (var words in judged.Findings.Take(MostLines).SelectMany(finding => Of(finding, reveal)))
        {
            yield return words;
        }
    }

    /// <summary>Where a line stands: <c>line 19 of batchnorm_backward, `dbeta = dout`</c>.</summary>
    /// <param name="line">The line.</param>
    public static string PlaceOf(WrongLine line) => string.Concat(
        line.Line is { } number ? FormattableString.Invariant($"line {number}") : "the code",
        line is { Function: { } function, Line: not null } ? $" of {function}" : string.Empty,
        string.IsNullOrEmpty(line.Source) ? string.Empty : $", `{line.Source}`");

    // A mistake in a line has no question of its own that leads to it: below the cause there is the line alone.
    private static IEnumerable<string> Of(LineFinding finding, Reveal reveal)
    {
        if (reveal.Shows(ReportField.FindingCause))
        {
            yield return $"{char.ToUpperInvariant(finding.Title[0])}{finding.Title[1..]}. {finding.Explanation}";
        }

        if (finding.Fix is { } fix && reveal.Shows(ReportField.FindingFix))
        {
            yield return Tried(fix);
        }
    }

    private static string Tried(string fix) => $"Tried: `{fix}` makes it right.";
}
