using System.Collections.Immutable;
using GradCheck.Diagnosis.Predictions;
using static GradCheck.Normalization.TensorId;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>Mistakes with a constant that the numbers tell.</summary>
internal static class ConstantHypotheses
{
    public static ImmutableArray<Hypothesis> All { get; } =
    [
        new("different_eps", [Xhat, Out, Dx, Dgamma, Dvar, Dmean], Estimate.Eps)
        {
            ActsTogether = true,
            IsFixed = false,
            Again = (recipe, found) => recipe with { Normalizer = recipe.Normalizer with { Eps = found.Normalizer.Eps } },
        },
        new(
            "scaled_by_constant",
            [Dx, Dgamma, Dbeta, Dxhat, Dvar, Dmean, Xhat, Out],
            (recipe, factor) => recipe with { Factor = recipe.Factor.Times(factor) }),
        new("direct_path_wrong_factor", [Dx], (recipe, factor) => recipe with { Direct = recipe.Direct.Times(factor) })
        {
            Applies = input => input.StatisticsDependOnX,
        },
        new("variance_path_wrong_factor", [Dx], (recipe, factor) => recipe with { Variance = recipe.Variance.Times(factor) })
        {
            Applies = input => input.StatisticsDependOnX,
        },
        new("mean_path_wrong_factor", [Dx], (recipe, factor) => recipe with { Mean = recipe.Mean.Times(factor) })
        {
            Applies = input => input.StatisticsDependOnX && input.Layer.SubtractsMean,
        },
    ];
}
