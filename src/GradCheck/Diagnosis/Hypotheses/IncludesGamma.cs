using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>gamma is a factor too many.</summary>
internal sealed class IncludesGamma : Hypothesis
{
    public override string Code => "includes_gamma";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dgamma, TensorId.Dbeta];

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "gamma is a factor too many",
        "The derivative with respect to a parameter does not hold gamma: out is linear in gamma, and beta is added after it. The submission uses dxhat where dout belongs.",
        Equations.Of(tensor),
        "Use dout, not dxhat: dgamma = sum(dout * xhat), dbeta = sum(dout).",
        "Is it dout or dxhat that you sum here?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { GammaPower = recipe.GammaPower + 1 }];
}
