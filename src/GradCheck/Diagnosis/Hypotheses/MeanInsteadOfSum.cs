using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>A mean is taken instead of a sum.</summary>
internal sealed class MeanInsteadOfSum : Hypothesis
{
    public override string Code => "mean_instead_of_sum";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dgamma, TensorId.Dbeta];

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "A mean is taken instead of a sum",
        "The parameter acts on every element, and its gradient is the sum of what comes back from them. The submission takes their mean.",
        Equations.Of(tensor),
        $"Use np.sum(..., {recipe.Layer.ParameterSumAxis()}): no division by the number of elements.",
        "The parameter acts on many elements. Do their contributions add up or average out?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { Factor = recipe.Factor.Times(1.0 / recipe.Facts.Parameters.Size) }];
}
