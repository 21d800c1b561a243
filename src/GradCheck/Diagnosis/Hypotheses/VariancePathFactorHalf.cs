using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The variance path is half as large as it should be.</summary>
internal sealed class VariancePathFactorHalf : PathHypothesis
{
    public override string Code => "variance_path_factor_half";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dvar, TensorId.Dx];

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The variance path is half as large as it should be",
        "Two constants meet on the variance path: the half from the square root and the two from the square. Here the two is missing.",
        Equations.VariancePath,
        $"Keep the 2 of the square: the variance path is {recipe.Layer.VariancePathCode()}.",
        "Which constant comes down when you differentiate a square?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { Variance = recipe.Variance.Times(0.5) }];
}
