using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>dgamma uses out instead of xhat.</summary>
internal sealed class UsesOutInsteadOfXhat : Hypothesis
{
    public override string Code => "uses_out_instead_of_xhat";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dgamma];

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "dgamma uses out instead of xhat",
        "The submission multiplies dout by the output of the layer, which is already scaled and shifted.",
        Equations.Of(tensor),
        "Use xhat: dgamma = sum(dout * xhat).",
        "Which tensor does gamma multiply in the forward pass, before or after the shift?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { DgammaOf = DgammaOf.Out }];
}
