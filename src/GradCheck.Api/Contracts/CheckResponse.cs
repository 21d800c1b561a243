using System.Text.Json.Serialization;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Reports;
using GradCheck.Normalization;

namespace GradCheck.Api.Contracts;

/// <summary>A submission, judged and diagnosed.</summary>
public sealed record CheckResponse
{
    /// <summary>The worst verdict of the submitted tensors: `match`, `inconclusive` or `mismatch`.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Each submitted tensor by its name, in the order of the staged computation.</summary>
    public required IReadOnlyDictionary<string, TensorCheckDocument> Tensors { get; init; }

    /// <summary>The earliest wrong tensor from which other wrong ones follow, or the only one; null where none is wrong, where several are that do not follow from each other, or where `reveal` holds it back.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? FirstDeparture { get; init; }

    /// <summary>What a right answer on this batch does not prove, and what else to know about it.</summary>
    public required IReadOnlyList<CheckWarningDocument> Warnings { get; init; }

    /// <summary>The rule that was applied, in a sentence; with its numbers where `reveal` allows it.</summary>
    public required string Decision { get; init; }

    /// <summary>Tells as much of a report as a level allows.</summary>
    /// <param name="report">The report.</param>
    /// <param name="reveal">The level.</param>
    public static CheckResponse From(CheckReport report, Reveal reveal)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new()
        {
            Verdict = report.Verdict,
            Tensors = report.Tensors.ToDictionary(tensor => TensorNames.Of(tensor.Tensor), tensor => TensorCheckDocument.From(tensor, reveal)),
            FirstDeparture = reveal.Shows(ReportField.FirstDeparture) && report.FirstDeparture is { } tensor ? TensorNames.Of(tensor) : null,
            Warnings = [.. report.Warnings.Select(CheckWarningDocument.From)],
            Decision = reveal.Shows(ReportField.DecisionNumbers) ? report.Decision.Sentence : report.Decision.Rule,
        };
    }
}
