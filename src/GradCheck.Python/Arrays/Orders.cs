namespace GradCheck.Python.Arrays;

/// <summary>Ascending orders along an axis, NaN last; equals keep their order.</summary>
internal static class Orders
{
    /// <summary>How many elements of a sorted run come before a value.</summary>
    public static int Place(double[] sorted, double value, bool right)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = right ? (value < sorted[middle] ? (low, middle) : (middle + 1, high)) : (sorted[middle] < value ? (middle + 1, high) : (low, middle));
        }

        return low;
    }

    /// <summary>For each element of the sorted array, its place along the axis.</summary>
    public static long[] Of(ArrayContext context, NdArray array, int axis)
    {
        var count = Shapes.Charge(context, array.Shape);
        context.Budget.Work(16L * count, context.Span);
        int length = array.Shape[axis], inner = (int)Shapes.Count(array.Shape.AsSpan(axis + 1));
        var values = array.ToDoubles();
        var order = new long[count];
        for (var run = 0; length > 0 && run < count / length; run++)
        {
            var first = (run / inner * inner * length) + (run % inner);
            var sorted = Enumerable.Range(0, length).OrderBy(k => double.IsNaN(values[first + (k * inner)]) ? 1 : 0).ThenBy(k => values[first + (k * inner)]).ToArray();
            for (var k = 0; k < length; k++)
            {
                order[first + (k * inner)] = sorted[k];
            }
        }

        return order;
    }

    /// <summary>Takes elements by their place along an axis.</summary>
    /// <param name="context">The call.</param>
    /// <param name="name">What the graph calls it.</param>
    /// <param name="array">Where from.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="shape">The shape of the result, which differs from the array's in the axis alone.</param>
    /// <param name="places">The place of each element of the result; negative ones count from the end.</param>
    public static NdArray Along(ArrayContext context, string name, NdArray array, int axis, int[] shape, long[] places)
    {
        int length = array.Shape[axis], taken = shape[axis], inner = (int)Shapes.Count(array.Shape.AsSpan(axis + 1));
        return Gathering.Take(context, name, array, shape, k =>
        {
            var place = places[k];
            if (place < -length || place >= length)
            {
                throw new ArrayFault(ArrayFaultKind.IndexOutOfRange) { Numbers = [place, axis, length] };
            }

            return (int)(((((k / inner / taken) * (long)length) + (place < 0 ? place + length : place)) * inner) + (k % inner));
        });
    }
}
