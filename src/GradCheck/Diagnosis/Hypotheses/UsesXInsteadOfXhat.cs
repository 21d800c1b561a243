using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>dgamma uses x instead of xhat.</summary>
internal sealed class UsesXInsteadOfXhat : Hypothesis
{
    public override string Code => "uses_x_instead_of_xhat";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dgamma];

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "dgamma uses x instead of xhat",
        "gamma multiplies xhat, the normalized batch. The submission multiplies dout by x as it came in.",
        Equations.Of(tensor),
        "Use xhat: dgamma = sum(dout * xhat).",
        "Which tensor does gamma multiply in the forward pass?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { DgammaOf = DgammaOf.X }];
}
