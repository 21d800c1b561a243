using System.Collections.Immutable;
using GradCheck.Comparison;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The sign is flipped.</summary>
internal sealed class SignFlipped : Hypothesis
{
    public override string Code => "sign_flipped";

    internal override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dx, TensorId.Dgamma, TensorId.Dbeta, TensorId.Dxhat, TensorId.Xhat];

    internal override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The sign is flipped",
        "Every entry is right but for its sign.",
        Equations.Of(tensor),
        "Turn the sign of the whole tensor around.",
        "Compare the signs of the entries with what you expect. What do you notice?");

    internal override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { Factor = recipe.Factor.Times(-1) }];
}
