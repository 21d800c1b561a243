using System.Collections.Immutable;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Layers;
using GradCheck.Normalization;
using static GradCheck.Normalization.TensorId;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The variance is divided by <c>m - 1</c> or by <c>m</c>, where the divisor of the layer is another.</summary>
internal static class OtherDdof
{
    public static Hypothesis Unbiased { get; } = new("unbiased_variance", Reach, (recipe, _) => OfUnbiased(recipe))
    {
        ActsTogether = true,
        Applies = input => input is { StatisticsDependOnX: true, Groups.Size: > 1 } && input.Layer.Divisor != VarianceDivisor.Bessel,
    };

    public static Hypothesis Biased { get; } = new("biased_variance", Reach, OfBiased)
    {
        ActsTogether = true,
        Applies = input => input.StatisticsDependOnX && input.Layer.Divisor != VarianceDivisor.Count,
    };

    private static ImmutableArray<TensorId> Reach => [Var, Xhat, Out, Dx, Dgamma, Dvar, Dmean, RunningVar];

    private static IEnumerable<Recipe> OfUnbiased(Recipe recipe)
    {
        var factor = recipe.Facts.VarDivisor / (recipe.Facts.Size - 1.0);
        var unbiased = Times(recipe, factor);
        yield return unbiased;

        // The gradient of that forward pass: d var / d x has m - 1 in it too.
        yield return unbiased with { Variance = unbiased.Variance.Times(factor) };
    }

    private static IEnumerable<Recipe> OfBiased(Recipe recipe, Question question)
    {
        var factor = (double)recipe.Facts.VarDivisor / recipe.Facts.Size;
        var biased = Times(recipe, factor);

        // The gradient of that forward pass has m in its variance path; code that has the declared divisor there is wrong twice.
        yield return biased with { Variance = question.Tensor == Dx ? biased.Variance.Times(factor) : biased.Variance };
        if (question.Tensor == Dx)
        {
            yield return biased;
        }
    }

    private static Recipe Times(Recipe recipe, double factor) =>
        recipe with { Normalizer = recipe.Normalizer with { VarFactor = recipe.Normalizer.VarFactor * factor } };
}
