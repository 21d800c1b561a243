using System.Collections.Immutable;
using GradCheck.Arithmetic;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Reports;
using GradCheck.Normalization;

namespace GradCheck.Grading;

/// <summary>Why a tensor earned what it did, in sentences, at a level of reveal.</summary>
internal static class TensorReasons
{
    private const int MostExplanations = 2;

    /// <summary>Of a tensor that was judged.</summary>
    /// <param name="report">Its report.</param>
    /// <param name="explanations">Its likeliest explanations.</param>
    /// <param name="firstDeparture">The first wrong tensor of its case.</param>
    /// <param name="reveal">The level.</param>
    public static IEnumerable<string> Of(TensorReport report, ImmutableArray<Explanation> explanations, TensorId? firstDeparture, Reveal reveal)
    {
        var name = TensorNames.Of(report.Tensor);
        if (report.Verdict != Verdict.Mismatch)
        {
            yield return report.Verdict == Verdict.Match ? $"{name} is right." : $"{name} agrees, but on this case nearly everything would.";
            if (reveal.Shows(ReportField.Note) && report.Comparison.Note is { } note)
            {
                yield return note.Text;
            }

            yield break;
        }

        yield return $"{name} is wrong{Where(name, report.Comparison, reveal)}.";
        if (reveal.Shows(ReportField.FirstDeparture) && firstDeparture is { } first && first != report.Tensor)
        {
            yield return $"{TensorNames.Of(first)} is wrong before it: mend that first.";
        }

        var shown = explanations.Take(MostExplanations).ToList();
        if (reveal.Shows(ReportField.FindingCause))
        {
            for (var k = 0; k < shown.Count; k++)
            {
                yield return $"{(k > 0 ? "Or: " : string.Empty)}{string.Join(" ", shown[k].Findings.Select(finding => Cause(finding, reveal)))}";
            }
        }
        else if (reveal.Shows(ReportField.FindingHint))
        {
            foreach (var hint in shown.SelectMany(explanation => explanation.Findings).Select(finding => finding.Hint).Distinct())
            {
                yield return hint;
            }
        }
    }

    private static string Where(string name, TensorComparison comparison, Reveal reveal)
    {
        if (!reveal.Shows(ReportField.WorstIndex))
        {
            return string.Empty;
        }

        if (!comparison.ShapeFits)
        {
            return $": it has shape {comparison.Submitted.Shape}, not {comparison.Expected.Shape}";
        }

        var worst = comparison.Worst[0];
        var expected = reveal.Shows(ReportField.WorstExpected) ? $" and {NumberText.Of(worst.Expected)} is right" : string.Empty;
        var place = string.Concat(worst.Index.Select(index => FormattableString.Invariant($"[{index}]")));
        return $", most of all at {name}{place}, where {NumberText.Of(worst.Submitted)} was submitted{expected}";
    }

    private static string Cause(Finding finding, Reveal reveal) =>
        $"{finding.Title}. {finding.Explanation}{(reveal.Shows(ReportField.FindingFix) ? $" {finding.Fix}" : string.Empty)}";
}
