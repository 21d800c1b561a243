using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The variance path is twice too large.</summary>
internal sealed class VariancePathFactorTwo : PathHypothesis
{
    public override string Code => "variance_path_factor_two";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dvar, TensorId.Dx];

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The variance path is twice too large",
        "Two constants meet on the variance path: the half from the square root and the two from the square. Here only one of them is left, and the path comes out twice too large: the half is missing.",
        Equations.Dvar,
        $"Keep the -1/2 of the exponent: {recipe.Layer.DvarCode()}.",
        "Which constant comes down when you differentiate a square root?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { Variance = recipe.Variance.Times(2) }];
}
