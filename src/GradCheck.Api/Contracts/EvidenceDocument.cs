using GradCheck.Diagnosis.Reports;

namespace GradCheck.Api.Contracts;

/// <summary>What a finding rests on.</summary>
public sealed record EvidenceDocument
{
    /// <summary>The evidence in a sentence, with its numbers.</summary>
    public required string Summary { get; init; }

    /// <summary>The largest absolute error against the right value; left out where there is none.</summary>
    public double? ErrorAgainstRight { get; init; }

    /// <summary>The largest absolute error against what the mistake gives; left out for a finding without a prediction.</summary>
    public double? ErrorAgainstPrediction { get; init; }

    /// <summary>For `dx`: its coefficients on the direct, variance and mean path of up to five groups; right are 1, 1 and 1.</summary>
    public IReadOnlyList<PathCoefficients>? Paths { get; init; }

    /// <summary>The evidence of a finding.</summary>
    /// <param name="evidence">The evidence.</param>
    public static EvidenceDocument From(Evidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return new()
        {
            Summary = evidence.Summary,
            ErrorAgainstRight = evidence.ErrorAgainstRight,
            ErrorAgainstPrediction = evidence.ErrorAgainstPrediction,
            Paths = evidence.Paths.IsDefaultOrEmpty ? null : evidence.Paths,
        };
    }
}
