using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>gamma is applied twice.</summary>
internal sealed class GammaAppliedTwice : Hypothesis
{
    public override string Code => "gamma_applied_twice";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dxhat, TensorId.Dvar, TensorId.Dmean, TensorId.Dx];

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "gamma is applied twice",
        "dxhat already carries gamma. The submission multiplies by it once more.",
        Equations.Dxhat,
        "Multiply by gamma once, in dxhat = dout * gamma, and use dxhat from there on.",
        "How many times does gamma stand between x and the loss?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question)
    {
        // Where a group shares its gamma it may stand anywhere; elsewhere it matters whether it is inside the sums.
        if (recipe.Facts.Input.GammaVariesInGroup && recipe.DxhatOf == DxhatOf.DoutAndGamma)
        {
            yield return recipe with { DxhatOf = DxhatOf.DoutAndGammaTwice };
        }

        if (!recipe.Facts.Input.GammaVariesInGroup || question.Tensor == TensorId.Dx)
        {
            yield return recipe with { GammaPower = recipe.GammaPower + 1 };
        }
    }
}
