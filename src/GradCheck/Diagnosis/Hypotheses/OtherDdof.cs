using System.Collections.Immutable;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Normalization;
using static GradCheck.Normalization.TensorId;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The variance is divided by <c>m - 1</c> where <c>m</c> was declared, or the other way round.</summary>
internal static class OtherDdof
{
    public static Hypothesis Unbiased { get; } = new("unbiased_variance", Reach, (recipe, _) => OfUnbiased(recipe))
    {
        ActsTogether = true,
        Applies = input => input is { StatisticsDependOnX: true, Groups.Size: > 1, Layer.Ddof: 0 },
    };

    public static Hypothesis Biased { get; } = new("biased_variance", Reach, OfBiased)
    {
        ActsTogether = true,
        Applies = input => input is { StatisticsDependOnX: true, Layer.Ddof: 1 },
    };

    private static ImmutableArray<TensorId> Reach => [Var, Xhat, Out, Dx, Dgamma, Dvar, Dmean, RunningVar];

    private static IEnumerable<Recipe> OfUnbiased(Recipe recipe)
    {
        var factor = recipe.Facts.Size / (recipe.Facts.Size - 1.0);
        var unbiased = Times(recipe, factor);
        yield return unbiased;

        // The gradient of that forward pass: d var / d x has m - 1 in it too.
        yield return unbiased with { Variance = unbiased.Variance.Times(factor) };
    }

    private static IEnumerable<Recipe> OfBiased(Recipe recipe, Question question)
    {
        var factor = (recipe.Facts.Size - 1.0) / recipe.Facts.Size;
        var biased = Times(recipe, factor);

        // The gradient of that forward pass has m in its variance path; code that has the declared m - 1 there is wrong twice.
        yield return biased with { Variance = question.Tensor == Dx ? biased.Variance.Times(factor) : biased.Variance };
        if (question.Tensor == Dx)
        {
            yield return biased;
        }
    }

    private static Recipe Times(Recipe recipe, double factor) =>
        recipe with { Normalizer = recipe.Normalizer with { VarFactor = recipe.Normalizer.VarFactor * factor } };
}
