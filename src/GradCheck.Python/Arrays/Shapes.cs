using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Arrays;

/// <summary>Sizes of axes: how many elements they make, how they broadcast, which axis is meant.</summary>
internal static class Shapes
{
    /// <summary>How many axes an array may have, as in NumPy.</summary>
    private const int MostAxes = 32;

    /// <summary>How many elements a shape holds; <see cref="long.MaxValue"/> where that is beyond counting.</summary>
    public static long Count(ReadOnlySpan<int> shape)
    {
        long count = 1;
        foreach (var length in shape)
        {
            if (length == 0)
            {
                return 0;
            }

            count = count > long.MaxValue / length ? long.MaxValue : count * length;
        }

        return count;
    }

    /// <summary>Refuses more axes than NumPy has.</summary>
    public static void CheckRank(CallContext context, int rank)
    {
        if (rank > MostAxes)
        {
            throw Errors.Value($"maximum supported dimension for an ndarray is {MostAxes}, found {rank}", context.Span);
        }
    }

    /// <summary>Charges an array of this shape before it is made.</summary>
    /// <returns>How many elements it has.</returns>
    public static int Charge(CallContext context, ReadOnlySpan<int> shape)
    {
        CheckRank(context, shape.Length);
        var count = Math.Min(Count(shape), long.MaxValue / 64);
        context.Budget.Array(count, context.Span);
        return checked((int)count);
    }

    /// <summary>Charges work that makes no array, such as the products of a matrix product.</summary>
    public static void ChargeWork(CallContext context, ReadOnlySpan<int> shape) =>
        context.Budget.Work(Math.Min(Count(shape), long.MaxValue / 64), context.Span);

    public static bool Same(ReadOnlySpan<int> left, ReadOnlySpan<int> right) => left.SequenceEqual(right);

    /// <summary>The shape that two broadcast to, or null where they do not fit.</summary>
    public static int[]? Broadcast(int[] left, int[] right)
    {
        if (Same(left, right))
        {
            return left;
        }

        var shape = new int[Math.Max(left.Length, right.Length)];
        for (var k = 1; k <= shape.Length; k++)
        {
            var a = k <= left.Length ? left[^k] : 1;
            var b = k <= right.Length ? right[^k] : 1;
            if (a != b && a != 1 && b != 1)
            {
                return null;
            }

            shape[^k] = a == 1 ? b : a;
        }

        return shape;
    }

    /// <summary>The shape that all broadcast to.</summary>
    /// <exception cref="ProgramException">They do not fit: NumPy's words about all of them.</exception>
    public static int[] Broadcast(CallContext context, params ReadOnlySpan<NdArray> arrays)
    {
        int[]? shape = [];
        foreach (var array in arrays)
        {
            shape = shape is null ? null : Broadcast(shape, array.Shape);
        }

        if (shape is null)
        {
            var all = string.Concat(arrays.ToArray().Select(array => ShapeWords.Tight(array.Shape) + " "));
            throw Errors.Shape($"operands could not be broadcast together with shapes {all}", context.Span);
        }

        return shape;
    }

    /// <summary>An axis counted from the front.</summary>
    /// <exception cref="ProgramException">NumPy's AxisError.</exception>
    public static int Axis(CallContext context, long axis, int rank, string prefix = "") =>
        axis >= -rank && axis < rank
            ? (int)(axis < 0 ? axis + rank : axis)
            : throw Errors.Python("AxisError", ErrorCodes.IndexOutOfRange, $"{prefix}axis {axis} is out of bounds for array of dimension {rank}", context.Span);

    /// <summary>The shape without some axes, or with size 1 in their place.</summary>
    public static int[] Reduced(int[] shape, bool[] reduced, bool keep)
    {
        var left = new List<int>(shape.Length);
        for (var axis = 0; axis < shape.Length; axis++)
        {
            if (!reduced[axis])
            {
                left.Add(shape[axis]);
            }
            else if (keep)
            {
                left.Add(1);
            }
        }

        return [.. left];
    }
}
