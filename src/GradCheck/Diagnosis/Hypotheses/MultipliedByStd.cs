using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>x - mean is multiplied by the standard deviation.</summary>
internal sealed class MultipliedByStd : ForwardHypothesis
{
    public override string Code => "multiplied_by_std";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Xhat, TensorId.Out, TensorId.Dx, TensorId.Dgamma, TensorId.Dvar, TensorId.Dmean];

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        $"{recipe.Layer.Centered()} is multiplied by the {recipe.Layer.Std()}",
        $"Normalizing divides by the {recipe.Layer.Std()}; the submission multiplies by it.",
        Equations.Xhat,
        $"Divide: xhat = {recipe.Layer.CenteredCode()} / sqrt(var + eps).",
        $"Does your xhat have a {recipe.Layer.Variance()} near 1?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { Divisor = Divisor.InverseStd }];
}
