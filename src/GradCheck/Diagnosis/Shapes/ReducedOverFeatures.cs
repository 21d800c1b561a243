using GradCheck.Diagnosis.Observations;
using GradCheck.Layers;
using GradCheck.Mistakes;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Shapes;

/// <summary>Reduced over axes that should have been kept, and kept along one that should have been reduced.</summary>
internal sealed class ReducedOverFeatures : ShapeMistake
{
    public override string Code => "reduced_over_features";

    public override ShapeReading? Read(Sight sight)
    {
        var (input, submitted) = (sight.Reference.Input, sight.Submitted.Shape);
        if (sight.IsOfElements || submitted.Count == 1 || submitted.Count == sight.Expected.Shape.Count)
        {
            return null;
        }

        // One value for each entry of a run of axes that is not the right one; the values may tell which.
        var kept = RunsOf(input.Layer.Rank).Where(axes => input.X.Shape.CountOf(axes) == submitted.Count).ToArray();
        if (kept.Length == 0)
        {
            return null;
        }

        var summed = kept.Where(axes => IsSum(sight, input.Layer.View(input.X.Shape, axes))).ToArray();
        var over = sight.IsOfParameters ? input.Layer.ParameterSumAxis() : input.Layer.GroupAxis();
        return new(
            new(
                "Reduced over the wrong axis",
                $"The shape is {submitted}: one value for each entry of an axis that should have been summed over; {sight.Expected.Shape} is right.",
                Equations.Of(sight.Tensor),
                (LeftOut(input.Layer, summed.DefaultIfEmpty(kept[0]).First()) is { Length: > 0 } axis ? $"Sum over {axis} as well: {over}." : $"Sum over the other elements: {over}.")
                    + (input.Layer is { Rank: > 2, HasChannelsLast: false, NormalizesTrailingAxes: false } && submitted.Count == input.X.Shape[input.Layer.Rank - 1]
                        ? " If the channels of x stand last, declare it: \"channels\": \"last\"."
                        : string.Empty),
                "Along which axis does this tensor run, and over which does it sum?"),
            null,
            summed.Length > 0);

        // Where all is kept that should be, and more: the rest.
        string LeftOut(Layer layer, Range axes)
        {
            int[] right = sight.IsOfParameters ? layer.ParameterAxisList : [.. layer.GroupAxes];
            int[] mine = [.. Enumerable.Range(0, layer.Rank).Take(axes)];
            return right.Except(mine).Any() ? string.Empty : string.Join(" and ", mine.Except(right).Select(place => layer.Axes[place]));
        }
    }

    private static IEnumerable<Range> RunsOf(int rank) =>
        from first in Enumerable.Range(0, rank)
        from end in Enumerable.Range(first + 1, rank - first)
        where end - first < rank
        select first..end;

    private static bool IsSum(Sight sight, GroupView view)
    {
        var (input, facts) = (sight.Reference.Input, sight.Bench.Facts);
        if (!sight.IsOfParameters)
        {
            return false;
        }

        var values = sight.Tensor == TensorId.Dbeta ? Sums.Of(view, input.Dout.Values) : Sums.OfProducts(view, input.Dout.Values, facts.Xhat);
        return values.Select((value, k) => sight.Allowance.HoldsAtMost(sight.Submitted[k], value.High)).All(isNear => isNear);
    }
}
