using GradCheck.Diagnosis;
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
    public IReadOnlyList<PathCoefficientsDocument>? Paths { get; init; }

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
            Paths = evidence.Paths.IsDefaultOrEmpty ? null : [.. evidence.Paths.Select(PathCoefficientsDocument.From)],
        };
    }
}

/// <summary>A submitted `dx` as a combination of the three paths of one group.</summary>
/// <param name="Group">The group, from 0.</param>
/// <param name="Direct">The coefficient of the direct path.</param>
/// <param name="Variance">The coefficient of the variance path.</param>
/// <param name="Mean">The coefficient of the mean path.</param>
/// <param name="ConditionNumber">How nearly the paths coincide, from 1; above 1e6 the coefficients say nothing.</param>
/// <param name="Residual">The share of `dx` that no combination of the paths gives, from 0 to 1.</param>
public sealed record PathCoefficientsDocument(int Group, double Direct, double Variance, double Mean, double ConditionNumber, double Residual)
{
    /// <summary>The coefficients of a group.</summary>
    /// <param name="paths">The coefficients.</param>
    public static PathCoefficientsDocument From(PathCoefficients paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return new(paths.Group, paths.Direct, paths.Variance, paths.Mean, paths.ConditionNumber, paths.Residual);
    }
}
