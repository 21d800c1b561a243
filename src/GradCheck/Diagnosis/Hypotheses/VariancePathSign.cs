using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The variance path has the wrong sign.</summary>
internal sealed class VariancePathSign : PathHypothesis
{
    public override string Code => "variance_path_sign";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dvar, TensorId.Dx];

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The variance path has the wrong sign",
        $"A larger {recipe.Layer.Variance()} brings every xhat closer to zero, so the gradient with respect to it has a minus. In the submission that path has the opposite sign.",
        Equations.Dvar,
        $"Keep the minus of the exponent: {recipe.Layer.DvarCode()}.",
        "What sign does the derivative of a power with a negative exponent have?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { Variance = recipe.Variance.Times(-1) }];
}
