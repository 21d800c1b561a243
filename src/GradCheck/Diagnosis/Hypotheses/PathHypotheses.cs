using System.Collections.Immutable;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Layers;
using GradCheck.Normalization;
using static GradCheck.Normalization.TensorId;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>Mistakes in a path of <c>dx</c>: they can only be made where gradients flow through the statistics.</summary>
internal static class PathHypotheses
{
    public static ImmutableArray<Hypothesis> All { get; } =
    [
        OfMean("missing_mean_path", [Dx], (mean, _) => mean.Times(0)),
        OfVariance("missing_variance_path", [Dx], (variance, _) => variance.Times(0)),
        new(
            "statistics_treated_as_constants",
            [Dx],
            recipe => recipe with { Mean = recipe.Mean.Times(0), Variance = recipe.Variance.Times(0) })
        {
            Applies = HasPaths,
        },
        new("missing_direct_path", [Dx], recipe => recipe with { Direct = recipe.Direct.Times(0) }) { Applies = HasPaths },
        OfMean("mean_path_sign", [Dmean, Dx], (mean, _) => mean.Times(-1)),
        OfVariance("variance_path_sign", [Dvar, Dx], (variance, _) => variance.Times(-1)),
        OfMean("mean_path_not_divided_by_m", [Dx], (mean, facts) => mean.Times(facts.Size)),
        OfVariance("variance_path_not_divided_by_m", [Dx], (variance, facts) => variance.Times(facts.VarDivisor)),
        OfVariance("variance_path_factor_two", [Dvar, Dx], (variance, _) => variance.Times(2)),
        OfVariance("variance_path_factor_half", [Dvar, Dx], (variance, _) => variance.Times(0.5)),

        // m for m - 1, or the other way round.
        new("variance_path_other_ddof", [Dx], recipe => recipe with { Variance = recipe.Variance.Times(OtherDivisor(recipe.Facts)) })
        {
            Applies = input => HasPaths(input) && input.Groups.Size > 1,
        },

        // As if the exponent had stayed -1/2, or become -1, or its sign had been lost.
        new("variance_path_wrong_power", [Dvar, Dx], (recipe, _) =>
            from power in (int[])[-2, -1, -6]
            select recipe with { Variance = recipe.Variance.Times((made, g) => Power(made.Istd[g], power)) })
        {
            Applies = HasPaths,
        },
        new("eps_omitted_in_dvar", [Dvar, Dx], recipe =>
            recipe with { Variance = recipe.Variance.Times((made, g) => Power(made.RatioWithoutEps(g), 3)) })
        {
            Applies = input => HasPaths(input) && input.Options.Eps > 0,
        },
    ];

    private static bool HasPaths(LayerInput input) => input.StatisticsDependOnX;

    private static Hypothesis OfMean(string code, ImmutableArray<TensorId> reach, Func<PerGroup, Ingredients, PerGroup> edit) =>
        new(code, reach, recipe => recipe with { Mean = edit(recipe.Mean, recipe.Facts) })
        {
            Applies = input => HasPaths(input) && input.Layer.SubtractsMean,
        };

    private static Hypothesis OfVariance(string code, ImmutableArray<TensorId> reach, Func<PerGroup, Ingredients, PerGroup> edit) =>
        new(code, reach, recipe => recipe with { Variance = edit(recipe.Variance, recipe.Facts) }) { Applies = HasPaths };

    private static double OtherDivisor(Ingredients facts) => (double)facts.VarDivisor / facts.Input.Layer.Divisor.Mistaken.Of(facts.Size);

    private static double Power(double value, int power)
    {
        double product = 1;
        for (; power < 0; power++)
        {
            product /= value;
        }

        for (; power > 0; power--)
        {
            product *= value;
        }

        return product;
    }
}
