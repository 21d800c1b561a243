using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The sums in dx run over the whole batch.</summary>
internal sealed class MeanOverWholeBatch : PathHypothesis
{
    public override string Code => "mean_over_whole_batch";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dx];

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The sums in dx run over the whole batch",
        $"The means of the backward pass are taken without an axis, over every element of the batch. Each {recipe.Layer.Group()} has its own.",
        Equations.Closed,
        $"Give the axis, so that each sum runs over one group only: {recipe.Layer.GroupAxis()}.",
        "What does a mean reduce over when it is given no axis?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { SumsOver = SumsOver.Everything }];
}
