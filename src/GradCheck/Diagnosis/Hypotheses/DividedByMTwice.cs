using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The result is divided by m twice.</summary>
internal sealed class DividedByMTwice : PathHypothesis
{
    public override string Code => "divided_by_m_twice";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dx, TensorId.Mean, TensorId.Var];

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The result is divided by m twice",
        "A mean is divided by the number of elements once more: everything is smaller by the number of elements of the group.",
        Equations.Closed,
        $"Divide by m once, where m is {recipe.Layer.Count()}.",
        "The submission is too small everywhere by the same factor. Which count is it?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { Factor = recipe.Factor.Times(1.0 / recipe.Facts.Size) }];
}
