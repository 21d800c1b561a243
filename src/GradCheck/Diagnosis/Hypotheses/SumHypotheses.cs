using System.Collections.Immutable;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Layers;
using static GradCheck.Normalization.TensorId;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>Mistakes in what the sums of the backward pass are made of.</summary>
internal static class SumHypotheses
{
    public static ImmutableArray<Hypothesis> All { get; } =
    [
        new("sums_over_wrong_axis", [Dx], recipe => recipe with { SumsOver = SumsOver.Across }) { Applies = HasPaths },
        new("mean_over_whole_batch", [Dx], recipe => recipe with { SumsOver = SumsOver.Everything }) { Applies = HasPaths },
        new("jacobian_treated_as_diagonal", [Dx], recipe => recipe with { SumsOver = SumsOver.Element }) { Applies = HasPaths },
        WrongCount.Hypothesis,
        new("gamma_outside_sums", [Dx], recipe => recipe with { DxhatOf = DxhatOf.DoutAlone, GammaPower = recipe.GammaPower + 1 })
        {
            Applies = input => HasPaths(input) && input.GammaVariesInGroup,
        },
        new("uses_x_instead_of_xhat", [Dgamma], recipe => recipe with { DgammaOf = DgammaOf.X }),

        // Where no mean is subtracted, this is x itself.
        new("uses_centered_x_instead_of_xhat", [Dgamma], recipe => recipe with { DgammaOf = DgammaOf.Centered })
        {
            Applies = input => input.Layer.SubtractsMean,
        },
        new("uses_out_instead_of_xhat", [Dgamma], recipe => recipe with { DgammaOf = DgammaOf.Out }),
        new("uses_gamma_instead_of_xhat", [Dgamma], recipe => recipe with { DgammaOf = DgammaOf.Gamma }),
        new("sums_of_group", [Dgamma, Dbeta], recipe => recipe with { SumsOfGroup = true })
        {
            Applies = input => input.Options.Groups is { } groups and > 1
                && input.Layer.ParameterAxisList is [var axis] && groups < input.X.Shape[axis],
        },
        SumsStopEarly.Hypothesis,
        new("summed_over_everything", [Dgamma, Dbeta], recipe => recipe with { SumsEverything = true }),
        new(
            "dout_ignored",
            [Dbeta, Dgamma, Dx, Dxhat, Dvar, Dmean],
            recipe => recipe with { DxhatOf = DxhatOf.GammaAlone, DoutIsOne = true })
        {
            ActsTogether = true,
        },
    ];

    private static bool HasPaths(LayerInput input) => input.StatisticsDependOnX;
}
