using System.Collections.Immutable;
using GradCheck.Comparison;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The variance is the unbiased one.</summary>
internal sealed class UnbiasedVariance : ForwardHypothesis
{
    public override string Code => "unbiased_variance";

    internal override ImmutableArray<TensorId> Reach { get; } = [TensorId.Var, TensorId.Xhat, TensorId.Out, TensorId.Dx, TensorId.Dgamma, TensorId.Dvar, TensorId.Dmean, TensorId.RunningVar];

    internal override bool Applies(Layers.LayerInput input) => input.StatisticsDependOnX && input.Groups.Size > 1;

    internal override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The variance is the unbiased one",
        "The sum of squares is divided by one less than the number of elements. Normalization uses the biased variance, divided by the number itself.",
        Equations.Var,
        $"Divide by m: {recipe.Layer.VarianceCode()}{(recipe.Layer.SubtractsMean ? " with its default ddof=0" : string.Empty)}.",
        $"By what is the sum of squares divided in your {recipe.Layer.Variance()}?");

    internal override IEnumerable<Recipe> Edit(Recipe recipe, Question question)
    {
        var factor = recipe.Facts.Size / (recipe.Facts.Size - 1.0);
        var unbiased = recipe with { VarFactor = recipe.VarFactor * factor };
        yield return unbiased;

        // The gradient of that forward pass: d var / d x has m - 1 in it too.
        yield return unbiased with { Variance = unbiased.Variance.Times(factor) };
    }
}
