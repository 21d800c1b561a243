using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Layers;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The statistics are divided by the wrong count.</summary>
internal sealed class WrongCount : MeanPathHypothesis
{
    public override string Code => "wrong_count";

    internal override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dx];

    internal override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The statistics are divided by the wrong count",
        "The mean and variance paths are divided by a count that is not the number of elements normalized together, but the size of another axis.",
        Equations.Closed,
        "Divide by m, the number of elements of one group: x.shape[0] for batch normalization of (N, D).",
        "Which entry of x.shape counts the elements that share one mean?");

    internal override IEnumerable<Recipe> Edit(Recipe recipe, Question question)
    {
        var view = recipe.Facts.Groups;
        foreach (var count in Counts(recipe.Facts.Input))
        {
            var factor = (double)view.Size / count;
            yield return recipe with { Mean = recipe.Mean.Times(factor), Variance = recipe.Variance.Times(factor) };
            yield return recipe with { Direct = recipe.Direct.Times(1 / factor) };
        }
    }

    // The number of groups, one of several axes that are reduced together, and everything. That a count may happen to be
    // the right one is for the review of the input to say.
    private static IEnumerable<int> Counts(LayerInput input)
    {
        var (shape, kept) = (input.X.Shape, input.Layer.GroupAxes.GetOffsetAndLength(input.X.Shape.Rank));
        var reduced = Enumerable.Range(0, shape.Rank).Where(axis => axis < kept.Offset || axis >= kept.Offset + kept.Length).ToArray();
        yield return input.Groups.Groups;
        foreach (var axis in reduced.Where(_ => reduced.Length > 1))
        {
            yield return shape[axis];
        }

        yield return shape.Count;
    }
}
