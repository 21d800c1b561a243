namespace GradCheck.Python.Arrays;

/// <summary>Sums of floats in the order in which NumPy adds, so that the last bits agree as well.</summary>
internal static class PairwiseSum
{
    private const int BlockSize = 128;

    /// <summary>The sums over some axes of a float array.</summary>
    /// <param name="array">The array.</param>
    /// <param name="reduced">Which axes are summed over.</param>
    /// <returns>One sum for each index of the other axes, in row-major order.</returns>
    public static double[] Of(NdArray array, bool[] reduced)
    {
        // NumPy walks the memory: the axis with the smallest stride is innermost. If that one is summed over, its runs are
        // summed in pairs; if not, whole rows are added one after another.
        var targets = new int[array.Rank];
        var groups = 1;
        for (var axis = array.Rank - 1; axis >= 0; axis--)
        {
            if (!reduced[axis])
            {
                targets[axis] = groups;
                groups *= array.Shape[axis];
            }
        }

        var sums = new double[groups];
        if (array.Size == 0)
        {
            return sums;
        }

        var loops = new List<(int Length, int Stride, int Target, bool IsReduced)>();
        foreach (var axis in Enumerable.Range(0, array.Rank).Where(axis => array.Shape[axis] != 1).OrderByDescending(axis => Math.Abs(array.Strides[axis])))
        {
            var (length, stride) = (array.Shape[axis], array.Strides[axis]);
            if (reduced[axis] && loops.Count > 0 && loops[^1] is { IsReduced: true } outer && outer.Stride == stride * length)
            {
                loops[^1] = (outer.Length * length, stride, 0, true);
            }
            else
            {
                loops.Add((length, stride, targets[axis], reduced[axis]));
            }
        }

        Walk(array.Storage.Floats, array.Offset, 0, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(loops), sums);
        return sums;
    }

    /// <summary>The sum of a run of elements.</summary>
    public static double Of(ReadOnlySpan<double> values) => Of(values, 0, values.Length, 1);

    private static void Walk(double[] values, int place, int target, ReadOnlySpan<(int Length, int Stride, int Target, bool IsReduced)> loops, double[] sums)
    {
        if (loops.IsEmpty)
        {
            sums[target] += values[place];
            return;
        }

        var (length, stride, step, isReduced) = loops[0];
        if (loops.Length > 1)
        {
            for (var k = 0; k < length; k++)
            {
                Walk(values, place + (k * stride), target + (k * step), loops[1..], sums);
            }
        }
        else if (isReduced)
        {
            sums[target] += Of(values, place, length, stride);
        }
        else
        {
            for (var k = 0; k < length; k++)
            {
                sums[target + (k * step)] += values[place + (k * stride)];
            }
        }
    }

    private static double Of(ReadOnlySpan<double> values, int first, int count, int stride)
    {
        if (count < 8)
        {
            var sum = 0.0;
            for (var k = 0; k < count; k++)
            {
                sum += values[first + (k * stride)];
            }

            return sum;
        }

        if (count > BlockSize)
        {
            var half = count / 2;
            half -= half % 8;
            return Of(values, first, half, stride) + Of(values, first + (half * stride), count - half, stride);
        }

        Span<double> lanes = stackalloc double[8];
        for (var lane = 0; lane < 8; lane++)
        {
            lanes[lane] = values[first + (lane * stride)];
        }

        var at = 8;
        for (; at < count - (count % 8); at += 8)
        {
            for (var lane = 0; lane < 8; lane++)
            {
                lanes[lane] += values[first + ((at + lane) * stride)];
            }
        }

        var result = lanes[0] + lanes[1] + (lanes[2] + lanes[3]) + (lanes[4] + lanes[5] + (lanes[6] + lanes[7]));
        for (; at < count; at++)
        {
            result += values[first + (at * stride)];
        }

        return result;
    }
}
