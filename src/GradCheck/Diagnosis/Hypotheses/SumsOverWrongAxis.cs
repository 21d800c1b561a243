using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The sums in dx run over the wrong axis.</summary>
internal sealed class SumsOverWrongAxis : PathHypothesis
{
    public override string Code => "sums_over_wrong_axis";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dx];

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The sums in dx run over the wrong axis",
        "The sums of the backward pass belong to the elements that were normalized together. The submitted dx sums along another axis, and mixes elements that never met in the forward pass.",
        Equations.Closed,
        $"Sum over the elements that were normalized together, {recipe.Layer.GroupAxis()}; keep the reduced axes so that the result broadcasts.",
        "Which elements were normalized together in the forward pass, and over which do you sum here?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { SumsOver = SumsOver.Across }];
}
