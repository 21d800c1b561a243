using System.Collections.Immutable;
using GradCheck.Comparison;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>dgamma uses x instead of xhat.</summary>
internal sealed class UsesXInsteadOfXhat : Hypothesis
{
    public override string Code => "uses_x_instead_of_xhat";

    internal override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dgamma];

    internal override Words Describe(TensorId tensor, Recipe recipe) => new(
        "dgamma uses x instead of xhat",
        "gamma multiplies xhat, the normalized batch. The submission multiplies dout by x as it came in.",
        Equations.Of(tensor),
        "Use xhat: dgamma = sum(dout * xhat).",
        "Which tensor does gamma multiply in the forward pass?");

    internal override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { DgammaOf = DgammaOf.X }];
}
