using GradCheck.Diagnosis.Observations;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Shapes;

/// <summary>Reduced over axes that should have been kept, and kept along one that should have been reduced.</summary>
internal sealed class ReducedOverFeatures : ShapeMistake
{
    private const string ChannelsLast = " If the channels of x stand last, declare it: \"channels\": \"last\".";

    public override string Code => "reduced_over_features";

    public override ShapeReading? Read(Sight sight)
    {
        var (input, submitted) = (sight.Pass.Input, sight.Submitted.Shape);
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
        return new(
            Told(sight, LeftOut(input.Layer, summed.DefaultIfEmpty(kept[0]).First()), IsMaybeLast(input, submitted.Count) ? ChannelsLast : string.Empty),
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

    private static bool IsMaybeLast(LayerInput input, int count) =>
        input.Layer is { Rank: > 2, HasChannelsLast: false, NormalizesTrailingAxes: false } && count == input.X.Shape[input.Layer.Rank - 1];

    private static IEnumerable<Range> RunsOf(int rank) =>
        from first in Enumerable.Range(0, rank)
        from end in Enumerable.Range(first + 1, rank - first)
        where end - first < rank
        select first..end;

    private static bool IsSum(Sight sight, GroupView view)
    {
        var (input, facts) = (sight.Pass.Input, sight.Bench.Facts);
        if (!sight.IsOfParameters)
        {
            return false;
        }

        var values = sight.Tensor == TensorId.Dbeta ? Sums.Of(view, input.Dout.Values) : Sums.OfProducts(view, input.Dout.Values, facts.Xhat);
        return values.Select((value, k) => sight.Allowance.HoldsAtMost(sight.Submitted[k], value.High)).All(isNear => isNear);
    }
}
