using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>x - mean is divided by the variance.</summary>
internal sealed class DividedByVariance : ForwardHypothesis
{
    public override string Code => "divided_by_variance";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Xhat, TensorId.Out, TensorId.Dx, TensorId.Dgamma, TensorId.Dvar, TensorId.Dmean];

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        $"{recipe.Layer.Centered()} is divided by the {recipe.Layer.Variance()}",
        $"The square root is missing: {recipe.Layer.Centered()} is divided by the {recipe.Layer.Variance()}, not by the {recipe.Layer.Std()}.",
        Equations.Xhat,
        $"Divide by the root: xhat = {recipe.Layer.CenteredCode()} / sqrt(var + eps).",
        "If x is measured in metres, what is the unit of your xhat?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { Divisor = Divisor.Variance }];
}
