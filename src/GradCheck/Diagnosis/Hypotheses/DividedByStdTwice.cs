using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The result is divided by the standard deviation twice.</summary>
internal sealed class DividedByStdTwice : Hypothesis
{
    public override string Code => "divided_by_std_twice";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dx, TensorId.Dmean];

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        $"The result is divided by the {recipe.Layer.Std()} twice",
        $"The way from xhat back to x divides by the {recipe.Layer.Std()} once. The submission does so twice.",
        Equations.Closed,
        "Multiply by istd once.",
        $"How many times is {recipe.Layer.Centered()} divided by the {recipe.Layer.Std()} in the forward pass?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { Factor = recipe.Factor.Times((made, g) => made.Istd[g]) }];
}
