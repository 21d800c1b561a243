using System.Collections.Immutable;
using GradCheck.Comparison;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>dgamma uses out instead of xhat.</summary>
internal sealed class UsesOutInsteadOfXhat : Hypothesis
{
    public override string Code => "uses_out_instead_of_xhat";

    internal override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dgamma];

    internal override Words Describe(TensorId tensor, Recipe recipe) => new(
        "dgamma uses out instead of xhat",
        "The submission multiplies dout by the output of the layer, which is already scaled and shifted.",
        Equations.Of(tensor),
        "Use xhat: dgamma = sum(dout * xhat).",
        "Which tensor does gamma multiply in the forward pass, before or after the shift?");

    internal override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { DgammaOf = DgammaOf.Out }];
}
