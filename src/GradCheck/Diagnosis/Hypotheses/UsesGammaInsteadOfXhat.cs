using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>dgamma uses gamma instead of xhat.</summary>
internal sealed class UsesGammaInsteadOfXhat : Hypothesis
{
    public override string Code => "uses_gamma_instead_of_xhat";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dgamma];

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "dgamma uses gamma instead of xhat",
        "The submission multiplies dout by gamma itself. In the forward pass gamma is multiplied by xhat, and the derivative with respect to one factor is the other.",
        Equations.Of(tensor),
        "Use xhat: dgamma = sum(dout * xhat).",
        "What is the derivative of a product with respect to one of its factors?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { DgammaOf = DgammaOf.Gamma }];
}
