using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Layers;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The statistics are divided by the wrong count.</summary>
internal sealed class WrongCount : PathHypothesis
{
    public override string Code => "wrong_count";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dx];

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The statistics are divided by the wrong count",
        "The paths through the statistics are divided by a count that is not the number of elements normalized together, but that of another axis.",
        Equations.Closed,
        $"Divide by m, the number of elements of one {recipe.Layer.Group()}: {recipe.Layer.Count()}.",
        "How many elements are normalized together, and by which count do you divide?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question)
    {
        var view = recipe.Facts.Groups;
        foreach (var count in Counts(recipe.Facts.Input))
        {
            var factor = (double)view.Size / count;
            if (count > recipe.Layer.Ddof)
            {
                var ofSquares = (double)recipe.Facts.VarDivisor / (count - recipe.Layer.Ddof);
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
