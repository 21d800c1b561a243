using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The sum runs over everything.</summary>
internal sealed class SummedOverEverything : Hypothesis
{
    public override string Code => "summed_over_everything";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dgamma, TensorId.Dbeta];

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The sum runs over everything",
        "Everything is summed into one number, as happens where no axis is given. Each parameter has its own sum, over the elements that it acts on.",
        Equations.Of(tensor),
        $"Give the axis: np.sum(..., {recipe.Layer.ParameterSumAxis()}).",
        "How many numbers does your sum leave?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { SumsEverything = true }];
}
