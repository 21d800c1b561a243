using System.Collections.Immutable;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The mistakes that predict numbers.</summary>
internal static class HypothesisCatalog
{
    /// <summary>All of them. Where several explain a tensor equally well, the first comes first.</summary>
    public static ImmutableArray<Hypothesis> All { get; } =
    [
        .. PathHypotheses.All, .. FactorHypotheses.All, .. SumHypotheses.All, .. ForwardHypotheses.All, .. GroupingHypotheses.All,
        .. RunningHypotheses.All, .. ConstantHypotheses.All,
    ];

    /// <summary>Factors of a whole tensor that are a power of gamma.</summary>
    public static ImmutableArray<Hypothesis> GammaFactors { get; } = Of(Family.Gamma | Family.Factor);

    /// <summary>Those that are a power of the standard deviation.</summary>
    public static ImmutableArray<Hypothesis> StdFactors { get; } = Of(Family.Std | Family.Factor);

    /// <summary>Those that are a number: a count, a sign, a constant.</summary>
    public static ImmutableArray<Hypothesis> NumberFactors { get; } = Of(Family.Number | Family.Factor);

    private static ImmutableArray<Hypothesis> Of(Family family) => [.. All.Where(mistake => mistake.IsOf(family))];
}
