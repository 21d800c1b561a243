using GradCheck.Diagnosis.Observations;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Mistakes;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Shapes;

/// <summary>The axes stand in another order: rows and columns are exchanged, or the channels come last.</summary>
internal sealed class Transposed : ShapeMistake
{
    // Of eight axes there are 40,000 orders, and each costs a look at the whole tensor.
    private const int MostAxes = 4;

    public override string Code => "transposed";

    public override ShapeReading? Read(Sight sight)
    {
        var (submitted, expected) = (sight.Submitted, sight.Expected.Shape);

        // A vector stood upright counts too.
        if (submitted.Shape is { Rank: 2 } upright && upright[1] == 1 && expected.Equals(new Shape(upright[0])))
        {
            return new(Say(sight, [1, 0]), new(expected, submitted.Values.ToArray()));
        }

        if (submitted.Shape.Rank != expected.Rank || submitted.Shape.Count != expected.Count || expected.Rank > sight.Pass.Input.Layer.Rank)
        {
            return null;
        }

        // Where axes of the same size leave a choice, the values decide.
        var readings = Orders(expected.Rank).Select(order => (Order: order, Turned: Turn(submitted, order))).Where(reading => reading.Turned.Shape.Equals(expected)).ToArray();
        return readings.Length == 0 ? null
            : readings.FirstOrDefault(reading => IsRight(sight, reading.Turned), readings[0]) is var (order, turned) ? new(Say(sight, order), turned)
            : null;
    }

    /// <summary>A tensor with its axes in another order, as NumPy's <c>transpose</c> gives it.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="order">Which axis of it becomes the first, the second and so on.</param>
    internal static Tensor Turn(Tensor tensor, int[] order)
    {
        var shape = new Shape(Array.ConvertAll(order, axis => tensor.Shape[axis]));
        var strides = Array.ConvertAll(order, axis => tensor.Shape.CountOf((axis + 1)..));
        var turned = new double[shape.Count];
        for (var k = 0; k < turned.Length; k++)
        {
            var (rest, from) = (k, 0);
            for (var axis = order.Length - 1; axis >= 0; axis--)
            {
                (rest, var index) = Math.DivRem(rest, shape[axis]);
                from += index * strides[axis];
            }

            turned[k] = tensor[from];
        }

        return new(shape, turned);
    }

    /// <summary>What was seen of a tensor whose axes have to be brought into an order.</summary>
    internal static Telling Say(Sight sight, int[] order) =>
        sight.Tell(order.Length == 2 ? string.Empty : $".transpose({string.Join(", ", order)})");

    /// <summary>Whether a tensor that was turned has the right values.</summary>
    internal static bool IsRight(Sight sight, Tensor turned) =>
        PredictionFit.Excess(turned.Values, sight.Bench.Truth(sight.Tensor), sight.Scale, sight.Tolerance) <= 1;

    /// <summary>Every order of some axes but the one that they are in; none where there are so many that trying them costs too much.</summary>
    internal static IEnumerable<int[]> Orders(int rank) => rank > MostAxes ? [] :
        Permutations([.. Enumerable.Range(0, rank)]).Where(order => order.Where((axis, place) => axis != place).Any());

    private static IEnumerable<int[]> Permutations(int[] axes) => axes.Length < 2
        ? [axes]
        : from first in axes
          from rest in Permutations([.. axes.Where(axis => axis != first)])
          select (int[])[first, .. rest];
}
