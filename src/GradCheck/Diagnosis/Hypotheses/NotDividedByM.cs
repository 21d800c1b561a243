using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The division by m is missing.</summary>
internal sealed class NotDividedByM : PathHypothesis
{
    public override string Code => "not_divided_by_m";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dx, TensorId.Mean, TensorId.Var];

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The division by m is missing",
        "A sum over the group stands where its mean should: everything is larger by the number of elements of the group.",
        Equations.Closed,
        $"Divide by m, the number of elements of one {recipe.Layer.Group()}: {recipe.Layer.Count()}.",
        "The submission is too large everywhere by the same factor. Which count is it?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) =>
        [recipe with { Factor = recipe.Factor.Times(question.Tensor == TensorId.Var ? recipe.Facts.VarDivisor : recipe.Facts.Size) }];
}
