using System.Collections.Immutable;
using GradCheck.Comparison;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The running statistics are not updated.</summary>
internal sealed class RunningNotUpdated : Hypothesis
{
    public override string Code => "running_not_updated";

    internal override ImmutableArray<TensorId> Reach { get; } = [TensorId.RunningMean, TensorId.RunningVar];

    internal override bool Applies(Layers.LayerInput input) => input.StatisticsDependOnX && input.Options.Running is not null;

    internal override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The running statistics are not updated",
        "The submitted values are the old running statistics, unchanged.",
        Equations.Of(tensor),
        "Assign the average back, and return it: with bn_param, store it under its key.",
        "Do your running statistics change from batch to batch?");

    internal override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { Momentum = 1 }];
}
