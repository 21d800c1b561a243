using GradCheck.Diagnosis.Recipes;
using GradCheck.Layers;
using GradCheck.Normalization;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The paths through the statistics are divided by the count of another axis.</summary>
internal static class WrongCount
{
    public static Hypothesis Hypothesis { get; } = new("wrong_count", [TensorId.Dx], (recipe, _) => Ways(recipe))
    {
        Applies = input => input.StatisticsDependOnX,
    };

    private static IEnumerable<Recipe> Ways(Recipe recipe)
    {
        var (facts, divisor) = (recipe.Facts, recipe.Facts.Input.Layer.Divisor);
        foreach (var count in Counts(facts.Input))
        {
            var factor = (double)facts.Size / count;
            if (divisor.Of(count) is > 0 and var wrong)
            {
                var ofSquares = (double)facts.VarDivisor / wrong;
                yield return recipe with { Mean = recipe.Mean.Times(factor), Variance = recipe.Variance.Times(ofSquares) };
            }

            yield return recipe with { Direct = recipe.Direct.Times(1 / factor) };
        }
    }

    // The number of groups, an axis, space, the channels of a group, a sample, everything. That a count may happen to be
    // the right one is for the review of the input to say.
    private static IEnumerable<int> Counts(LayerInput input)
    {
        var shape = input.X.Shape;
        IEnumerable<int> counts = [.. shape.Sizes, shape.Count];
        if (shape.Rank > 2)
        {
            var space = shape.Count / shape[0] / input.Parameters.Groups;
            counts = [.. counts, shape.CountOf(2..), shape.CountOf(1..), shape[0] * shape.CountOf(2..), space, shape[0] * space];
        }

        if (input.Options.Groups is { } groups)
        {
            counts = [.. counts, groups, input.Parameters.Groups / groups];
        }

        return counts.Where(count => count != input.Groups.Size).Prepend(input.Groups.Groups).Distinct();
    }
}
