using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Layers;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>gamma is taken out of the sums, where it varies inside a group.</summary>
internal sealed class GammaOutsideSums : PathHypothesis
{
    public override string Code => "gamma_outside_sums";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dx];

    public override bool Applies(LayerInput input) => base.Applies(input) && input.GammaVariesInGroup;

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "gamma is taken out of the sums",
        $"The sums of the backward pass collect dout alone, and gamma multiplies the result. In batch normalization gamma is the same for all elements of a group and may leave the sums. Here each {recipe.Layer.Parameter()} of a group has its own, so it has to stay inside.",
        Equations.Closed,
        "Begin with dxhat = dout * gamma, and sum dxhat and dxhat * xhat.",
        "Is gamma the same for all elements that you sum over?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { DxhatOf = DxhatOf.DoutAlone, GammaPower = recipe.GammaPower + 1 }];
}
