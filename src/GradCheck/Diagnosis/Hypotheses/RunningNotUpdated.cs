using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The running statistics are not updated.</summary>
internal sealed class RunningNotUpdated : Hypothesis
{
    public override string Code => "running_not_updated";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.RunningMean, TensorId.RunningVar];

    public override bool Applies(Layers.LayerInput input) => input.StatisticsDependOnX && input.Options.Running is not null;

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The running statistics are not updated",
        "The submitted values are the old running statistics, unchanged.",
        Equations.Of(tensor),
        "Assign the average back, and return it: with bn_param, store it under its key.",
        "Do your running statistics change from batch to batch?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { Momentum = 1 }];
}
