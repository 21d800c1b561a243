using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The variance path is missing from dx.</summary>
internal sealed class MissingVariancePath : PathHypothesis
{
    public override string Code => "missing_variance_path";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dx];

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The variance path is missing from dx",
        $"x moves the {recipe.Layer.Variance()} of its group, and that moves every xhat of the group. The submitted dx holds the other paths, and nothing of this one.",
        Equations.VariancePath,
        $"Add the variance path: {recipe.Layer.VariancePathCode()}, with {recipe.Layer.DvarCode()} over the group.",
        $"By how many ways does one entry of x reach the loss? Which of them goes through the {recipe.Layer.Variance()} of its group?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { Variance = recipe.Variance.Times(0) }];
}
