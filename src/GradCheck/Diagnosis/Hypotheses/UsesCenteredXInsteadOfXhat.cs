using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>dgamma uses x - mean instead of xhat.</summary>
internal sealed class UsesCenteredXInsteadOfXhat : Hypothesis
{
    public override string Code => "uses_centered_x_instead_of_xhat";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dgamma];

    // Where no mean is subtracted, this is x itself.
    public override bool Applies(Layers.LayerInput input) => input.Layer.SubtractsMean;

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "dgamma uses x minus its mean instead of xhat",
        "gamma multiplies xhat, which is divided by the standard deviation. The submission uses x minus its mean, before that division.",
        Equations.Of(tensor),
        "Use xhat: dgamma = sum(dout * xhat).",
        "Is the tensor that you multiply dout by already divided by the standard deviation?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { DgammaOf = DgammaOf.Centered }];
}
