using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The sign is flipped.</summary>
internal sealed class SignFlipped : Hypothesis
{
    public override string Code => "sign_flipped";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dx, TensorId.Dgamma, TensorId.Dbeta, TensorId.Dxhat, TensorId.Xhat];

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The sign is flipped",
        "Every entry is right but for its sign.",
        Equations.Of(tensor),
        "Turn the sign of the whole tensor around.",
        "Compare the signs of the entries with what you expect. What do you notice?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { Factor = recipe.Factor.Times(-1) }];
}
