using GradCheck.Tensors;
using System.Collections.Immutable;
using GradCheck.Comparison;

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
        var (facts, view) = (recipe.Facts, recipe.Facts.Groups);
        foreach (var count in Counts(facts.Input.X.Shape, view))
        {
            var factor = (double)view.Size / count;
            yield return recipe with { Mean = recipe.Mean.Times(factor), Variance = recipe.Variance.Times(factor) };
            yield return recipe with { Direct = recipe.Direct.Times(1 / factor) };
        }
    }

    // The other axes, and the product of all where that is not the group.
    private static IEnumerable<int> Counts(Shape shape, GroupView view) =>
        shape.Sizes.ToArray().Append(shape.Count).Distinct().Where(count => count != view.Size);
}
