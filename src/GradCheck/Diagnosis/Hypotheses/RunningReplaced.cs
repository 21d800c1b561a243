using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The running statistics are replaced by those of the batch.</summary>
internal sealed class RunningReplaced : Hypothesis
{
    public override string Code => "running_replaced";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.RunningMean, TensorId.RunningVar];

    public override bool Applies(Layers.LayerInput input) => input.StatisticsDependOnX && input.Options.Running is not null;

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The running statistics are replaced by those of the batch",
        "The submitted values are the statistics of this batch alone. The old running values count for nothing.",
        Equations.Of(tensor),
        "running = momentum * running + (1 - momentum) * sample.",
        "What is left of earlier batches in your running statistics?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { Momentum = 0 }];
}
