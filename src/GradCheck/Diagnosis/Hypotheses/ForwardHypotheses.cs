using System.Collections.Immutable;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Layers;
using GradCheck.Normalization;
using static GradCheck.Normalization.TensorId;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>Mistakes of the forward pass, with those that take something else than it has.</summary>
internal static class ForwardHypotheses
{
    public static ImmutableArray<Hypothesis> All { get; } =
    [
        OfNormalizer("eps_omitted", Normalized, made => made with { EpsUse = EpsUse.Omitted }, HasEps),

        // Everywhere, on the direct and mean paths, or with xhat computed anew.
        new("eps_omitted_in_backward", [Dx, Dmean], (recipe, _) =>
        [
            recipe with { Factor = recipe.Factor.Times(WithoutEps) },
            recipe with { Direct = recipe.Direct.Times(WithoutEps), Mean = recipe.Mean.Times(WithoutEps) },
            recipe with { Normalizer = recipe.Normalizer with { EpsUse = EpsUse.Omitted } },
        ])
        {
            Applies = HasEps,
        },
        OfNormalizer("eps_outside_root", Normalized, made => made with { EpsUse = EpsUse.OutsideRoot }, HasEps),
        OfNormalizer("divided_by_variance", Normalized, made => made with { Divisor = Divisor.Variance }),
        OfNormalizer("multiplied_by_std", Normalized, made => made with { Divisor = Divisor.InverseStd }),
        OfNormalizer("eps_subtracted", Normalized, made => made with { EpsUse = EpsUse.Subtracted }, HasEps),
        OfNormalizer("eps_added_to_quotient", [Xhat, Out, Dgamma], made => made with { EpsUse = EpsUse.AddedToQuotient }, HasEps),
        UnbiasedMean.Hypothesis,
        new("unbiased_running_variance", [RunningVar], recipe => Averaging(recipe, VarianceDivisor.Bessel))
        {
            Applies = input => IsRunning(input) && input.Groups.Size > 1 && input.RunningDivisor != VarianceDivisor.Bessel,
        },
        new("biased_running_variance", [RunningVar], recipe => Averaging(recipe, VarianceDivisor.Count))
        {
            Applies = input => IsRunning(input) && input.RunningDivisor != VarianceDivisor.Count,
        },
        OtherDdof.Unbiased,
        OtherDdof.Biased,
        OfNormalizer("std_instead_of_variance", [Var, .. Normalized, RunningVar], made => made with { StdForVar = true }),
        new("missing_beta", [Out], recipe => recipe with { Shifts = false }),
    ];

    private static ImmutableArray<TensorId> Normalized => [Xhat, Out, Dx, Dgamma, Dvar, Dmean];

    private static Hypothesis OfNormalizer(
        string code, ImmutableArray<TensorId> reach, Func<Normalizer, Normalizer> edit, Func<LayerInput, bool>? applies = null) =>
        new(code, reach, recipe => recipe with { Normalizer = edit(recipe.Normalizer) })
        {
            ActsTogether = true,
            Applies = applies ?? (static _ => true),
        };

    private static bool HasEps(LayerInput input) => input.Options.Eps > 0;

    private static double WithoutEps(Plan made, int group) => made.RatioWithoutEps(group);

    private static bool IsRunning(LayerInput input) => input is { StatisticsDependOnX: true, Options.Running: not null };

    private static Recipe Averaging(Recipe recipe, VarianceDivisor divisor)
    {
        var share = (double)recipe.Facts.Input.RunningVarDivisor / divisor.Of(recipe.Facts.Size);
        return recipe with { RunningSample = (variance, _) => variance * share };
    }
}
