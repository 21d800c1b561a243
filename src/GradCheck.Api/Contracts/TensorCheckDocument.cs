using System.Text.Json.Serialization;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Reports;

namespace GradCheck.Api.Contracts;

/// <summary>One submitted tensor, judged and diagnosed.</summary>
public sealed record TensorCheckDocument
{
    /// <summary>Whether it is right: `match`, `mismatch`, or `inconclusive` where the tolerance is so wide that nearly everything would agree.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>How far it is from the right one; left out where the shape does not fit or `reveal` holds it back.</summary>
    public MetricsDocument? Metrics { get; init; }

    /// <summary>Up to five entries that fail, worst first.</summary>
    public required IReadOnlyList<WorstDocument> Worst { get; init; }

    /// <summary>A remark on shape or precision that is no mistake; null where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? Note { get; init; }

    /// <summary>The remark's code: `keepdims`, `rounded`, `float32_precision`, `half_precision`; null where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? NoteCode { get; init; }

    /// <summary>What is wrong with it, most likely first; empty where nothing is.</summary>
    public required IReadOnlyList<FindingDocument> Findings { get; init; }

    /// <summary>Tells as much of a tensor's report as a level allows.</summary>
    /// <param name="report">The report.</param>
    /// <param name="reveal">The level.</param>
    public static TensorCheckDocument From(TensorReport report, Reveal reveal)
    {
        ArgumentNullException.ThrowIfNull(report);
        var comparison = report.Comparison;
        var note = reveal.Shows(ReportField.Note) ? comparison.Note : null;
        return new()
        {
            Verdict = report.Verdict,
            Metrics = reveal.Shows(ReportField.Metrics) && comparison.Metrics is { } metrics ? MetricsDocument.From(metrics) : null,
            Worst = reveal.Shows(ReportField.WorstIndex) ? [.. comparison.Worst.Select(entry => WorstDocument.From(entry, reveal))] : [],
            Note = note?.Text,
            NoteCode = note?.Code,
            Findings = reveal.Shows(ReportField.FindingHint) ? [.. report.Findings.Select(finding => FindingDocument.From(finding, reveal))] : [],
        };
    }
}
