using System.Collections.Immutable;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Layers;
using GradCheck.Normalization;
using static GradCheck.Normalization.TensorId;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>Mistakes in the running statistics.</summary>
internal static class RunningHypotheses
{
    public static ImmutableArray<Hypothesis> All { get; } =
    [
        new("pytorch_momentum", Both, Complement) { Applies = input => IsRunning(input) && input.Options.MomentumOf == MomentumOf.Old },
        new("cs231n_momentum", Both, Complement) { Applies = input => IsRunning(input) && input.Options.MomentumOf == MomentumOf.New },
        new("std_in_running_variance", [RunningVar], (recipe, _) =>
        [
            recipe with { RunningSample = (variance, eps) => Math.Sqrt(variance + eps) },
            recipe with { RunningSample = (variance, _) => Math.Sqrt(variance) },
        ])
        {
            Applies = IsRunning,
        },
        new("eps_in_running_variance", [RunningVar], recipe => recipe with { RunningSample = (variance, eps) => variance + eps })
        {
            Applies = IsRunning,
        },
        new("running_not_updated", Both, recipe => recipe with { Momentum = 1 }) { Applies = IsRunning },
        new("running_replaced", Both, recipe => recipe with { Momentum = 0 }) { Applies = IsRunning },
    ];

    private static ImmutableArray<TensorId> Both => [RunningMean, RunningVar];

    private static bool IsRunning(LayerInput input) => input is { StatisticsDependOnX: true, Options.Running: not null };

    private static Recipe Complement(Recipe recipe) => recipe with { Momentum = 1 - recipe.Momentum };
}
