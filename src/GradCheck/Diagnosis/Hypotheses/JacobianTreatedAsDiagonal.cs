using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>Only the diagonal of the Jacobian is kept.</summary>
internal sealed class JacobianTreatedAsDiagonal : PathHypothesis
{
    public override string Code => "jacobian_treated_as_diagonal";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dx];

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "Only the diagonal of the Jacobian is kept",
        $"Every xhat of a group depends on every x of it, through {recipe.Layer.Statistics()}. The submitted dx keeps only what an entry does to its own xhat.",
        Equations.Closed,
        $"Sum over the group: the terms with {recipe.Layer.Statistics()} collect dxhat from all its elements.",
        "Does one entry of x change only its own xhat, or all the xhat of its group?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { SumsOver = SumsOver.Element }];
}
