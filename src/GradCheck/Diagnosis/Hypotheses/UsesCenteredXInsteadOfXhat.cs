using System.Collections.Immutable;
using GradCheck.Comparison;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>dgamma uses x - mean instead of xhat.</summary>
internal sealed class UsesCenteredXInsteadOfXhat : Hypothesis
{
    public override string Code => "uses_centered_x_instead_of_xhat";

    internal override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dgamma];

    // Where no mean is subtracted, this is x itself.
    internal override bool Applies(Layers.LayerInput input) => input.Layer.SubtractsMean;

    internal override Words Describe(TensorId tensor, Recipe recipe) => new(
        "dgamma uses x minus its mean instead of xhat",
        "gamma multiplies xhat, which is divided by the standard deviation. The submission uses x minus its mean, before that division.",
        Equations.Of(tensor),
        "Use xhat: dgamma = sum(dout * xhat).",
        "Is the tensor that you multiply dout by already divided by the standard deviation?");

    internal override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { DgammaOf = DgammaOf.Centered }];
}
