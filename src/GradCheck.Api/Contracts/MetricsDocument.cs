using System.Text.Json.Serialization;
using GradCheck.Comparison;

namespace GradCheck.Api.Contracts;

/// <summary>How far two tensors `a` (judged) and `b` (reference) are apart.</summary>
public record MetricsDocument
{
    /// <summary>`max(|a - b| / max(1e-8, |a| + |b|))`: CS231n's `rel_error`, from 0 to 1.</summary>
    public required double MaxRelativeError { get; init; }

    /// <summary>`max(|a - b|)`.</summary>
    public required double MaxAbsoluteError { get; init; }

    /// <summary>`norm(a - b) / (norm(a) + norm(b))`, 2-norm, from 0 to 1.</summary>
    public required double NormRelativeError { get; init; }

    /// <summary>`a.b / (norm(a) norm(b))`, from -1 to 1; null where a norm is 0.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required double? CosineSimilarity { get; init; }

    /// <summary>How many entries differ by more than the tolerance (and, for a numeric gradient, the error bound) allows.</summary>
    public required int Mismatched { get; init; }

    /// <summary>The metrics of a comparison.</summary>
    /// <param name="metrics">The metrics.</param>
    public static MetricsDocument From(Metrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return new()
        {
            MaxRelativeError = metrics.MaxRelativeError,
            MaxAbsoluteError = metrics.MaxAbsoluteError,
            NormRelativeError = metrics.NormRelativeError,
            CosineSimilarity = metrics.CosineSimilarity,
            Mismatched = metrics.Mismatched,
        };
    }
}
