using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using GradCheck.Comparison;

namespace GradCheck.Api.Contracts;

/// <summary>The closed form (`a`) against a numeric gradient (`b`).</summary>
public sealed record ComparisonDocument : MetricsDocument
{
    [SetsRequiredMembers]
    private ComparisonDocument(MetricsDocument metrics, Verdict verdict)
        : base(metrics) => Verdict = verdict;

    /// <summary>The worst entry's verdict: `match`, `inconclusive` (a bound too wide to tell) or `mismatch`.</summary>
    [JsonPropertyOrder(1)]
    public required Verdict Verdict { get; init; }

    /// <summary>The comparison with a numeric gradient.</summary>
    /// <param name="comparison">The comparison.</param>
    public static ComparisonDocument From(NumericComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return new(From(comparison.Metrics), comparison.Verdict);
    }
}
