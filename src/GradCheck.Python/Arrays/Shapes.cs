namespace GradCheck.Python.Arrays;

/// <summary>Sizes of axes: how many elements they make, how they broadcast, which axis is meant.</summary>
internal static class Shapes
{
    /// <summary>How many axes an array may have, as in NumPy before 2.</summary>
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

    /// <summary>Refuses more axes than an array may have.</summary>
    public static void CheckRank(int rank)
    {
        if (rank > MostAxes)
        {
            throw new ArrayFault(ArrayFaultKind.TooManyAxes) { Numbers = [MostAxes, rank] };
        }
    }

    /// <summary>Charges an array of this shape before it is made.</summary>
    /// <returns>How many elements it has.</returns>
    public static int Charge(ArrayContext context, ReadOnlySpan<int> shape)
    {
        CheckRank(shape.Length);
        var count = Math.Min(Count(shape), long.MaxValue / 64);
        context.Budget.Array(count, context.Span);
        return checked((int)count);
    }

    /// <summary>Charges work that makes no array, such as the products of a matrix product.</summary>
    public static void ChargeWork(ArrayContext context, ReadOnlySpan<int> shape) =>
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
    /// <exception cref="ArrayFault">They do not fit.</exception>
    public static int[] Broadcast(params ReadOnlySpan<NdArray> arrays)
    {
        int[]? shape = [];
        foreach (var array in arrays)
        {
            shape = shape is null ? null : Broadcast(shape, array.Shape);
        }

        return shape ?? throw new ArrayFault(ArrayFaultKind.Broadcast) { Shapes = Array.ConvertAll(arrays.ToArray(), array => array.Shape) };
    }

    /// <summary>An axis counted from the front.</summary>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="rank">How many axes there are.</param>
    /// <param name="name">The argument, where the words of a fault should name it.</param>
    /// <exception cref="ArrayFault">There is no such axis.</exception>
    public static int Axis(long axis, int rank, string name = "") =>
        axis >= -rank && axis < rank
            ? (int)(axis < 0 ? axis + rank : axis)
            : throw new ArrayFault(ArrayFaultKind.AxisOutOfRange) { Numbers = [axis, rank], Name = name };

    /// <summary>How many elements some of the axes hold.</summary>
    public static long Count(int[] shape, bool[] chosen) => Count(shape.Where((_, axis) => chosen[axis]).ToArray());

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
