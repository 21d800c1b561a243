
namespace GradCheck.Python.Arrays;

/// <summary>What makes one number of many: sums, means, variances, products.</summary>
internal static class Reductions
{
    public static NdArray Sum(ArrayContext context, NdArray array, bool[] axes, bool keep, string name, DType? dtype = null)
    {
        array = dtype is { } wanted ? Casts.To(context, array, wanted) : array;
        var groups = Reduction.Of(context, array, axes, keep);
        if (array.DType != DType.Float64)
        {
            return Folded(groups, dtype == DType.Bool ? DType.Bool : DType.Int64, 0, dtype == DType.Bool ? (a, b) => a | b : (a, b) => a + b);
        }

        var made = PairwiseSum.Of(array, groups.Reduced);
        var floats = Floats.Of(groups.Moved);
        FloatChecks.OfSums(context, made, floats.Span(array.Size));
        return groups.Result(context, name, made, floats, (_, _) => 1);
    }

    public static NdArray Mean(ArrayContext context, NdArray array, bool[] axes, bool keep, string name)
    {
        array = Casts.To(context, array, DType.Float64);
        var groups = Reduction.Of(context, array, axes, keep);
        if (groups.Length == 0)
        {
            context.Warn(ArrayWarning.Invalid, "divide", groups.Shape.Length == 0);
        }

        var made = PairwiseSum.Of(array, groups.Reduced);
        for (var g = 0; g < made.Length; g++)
        {
            made[g] /= groups.Length;
        }

        var share = 1.0 / groups.Length;
        return groups.Result(context, name, made, Floats.Of(groups.Moved), (_, _) => share);
    }

    /// <summary>The variance, or its root, as one operation: <c>d var / d x_i = 2 (x_i - mean) / (n - ddof)</c>.</summary>
    public static NdArray Var(ArrayContext context, NdArray array, bool[] axes, bool keep, double ddof, bool isRoot, string name)
    {
        array = Casts.To(context, array, DType.Float64);
        var groups = Reduction.Of(context, array, axes, keep);
        var count = Math.Max(groups.Length - ddof, 0);
        if (count <= 0)
        {
            context.Warn(ArrayWarning.Invalid, "divide", groups.Shape.Length == 0);
        }

        var means = PairwiseSum.Of(array, groups.Reduced);
        var squares = new double[array.Size];
        var floats = Floats.Of(groups.Moved);
        for (int g = 0, k = 0; g < means.Length; g++)
        {
            means[g] /= groups.Length;
            for (var end = k + groups.Length; k < end; k++)
            {
                squares[k] = (floats[k] - means[g]) * (floats[k] - means[g]);
            }
        }

        // The squares lie as the moved array does; given the strides of the original they are added in its order.
        var made = PairwiseSum.Of(groups.Restored(squares), groups.Reduced);
        for (var g = 0; g < made.Length; g++)
        {
            made[g] = isRoot ? Math.Sqrt(made[g] / count) : made[g] / count;
        }

        return groups.Result(context, name, made, floats, isRoot
            ? (g, k) => (floats[k] - means[g]) / count / made[g]
            : (g, k) => 2 * (floats[k] - means[g]) / count);
    }

    public static NdArray Prod(ArrayContext context, NdArray array, bool[] axes, bool keep, string name)
    {
        var groups = Reduction.Of(context, array, axes, keep);
        if (array.DType != DType.Float64)
        {
            return Folded(groups, DType.Int64, 1, (a, b) => a * b);
        }

        var floats = Floats.Of(groups.Moved);
        var made = new double[groups.Groups];
        Array.Fill(made, 1);
        for (var k = 0; k < array.Size; k++)
        {
            made[k / groups.Length] *= floats[k];
        }

        if (!floats.IsTracked)
        {
            return groups.Result(context, name, made, floats, (_, _) => 0);
        }

        // The product of the others, without dividing, since an element may be 0: what comes before times what comes after.
        var others = new double[array.Size];
        for (var g = 0; g < made.Length; g++)
        {
            int first = g * groups.Length, last = first + groups.Length - 1;
            var product = 1.0;
            for (var k = first; k <= last; k++)
            {
                others[k] = product;
                product *= floats[k];
            }

            product = 1.0;
            for (var k = last; k >= first; k--)
            {
                others[k] *= product;
                product *= floats[k];
            }
        }

        return groups.Result(context, name, made, floats, (_, k) => others[k]);
    }

    /// <summary>Whether any element of each group is not 0, or all are.</summary>
    public static NdArray Truth(ArrayContext context, NdArray array, bool[] axes, bool keep, bool isAll) =>
        Folded(Reduction.Of(context, Casts.To(context, array, DType.Bool), axes, keep), DType.Bool, isAll ? 1 : 0, isAll ? (a, b) => a & b : (a, b) => a | b);

    /// <summary>What an operation makes of the elements up to each, along an axis: sums for addition, the greatest for a maximum.</summary>
    /// <param name="context">The call.</param>
    /// <param name="ufunc">The operation.</param>
    /// <param name="array">The array.</param>
    /// <param name="axis">The axis, counted from the front.</param>
    /// <param name="name">What the graph calls it.</param>
    public static NdArray Accumulate(ArrayContext context, BinaryUfunc ufunc, NdArray array, int axis, string name)
    {
        var count = Shapes.Charge(context, array.Shape);
        int length = array.Shape[axis], inner = (int)Shapes.Count(array.Shape.AsSpan(axis + 1));
        if (array.DType != DType.Float64)
        {
            var apply = (array.DType == DType.Bool ? ufunc.Boolean : null) ?? ufunc.Integer ?? throw new ArrayFault(ArrayFaultKind.ElementType) { Name = ufunc.Name };
            var integers = Integers.Of(array).ToArray(count);
            for (var k = 0; k < count; k++)
            {
                integers[k] = k / inner % length == 0 ? integers[k] : apply(integers[k - inner], integers[k]);
            }

            return NdArray.Of(array.Shape, array.DType, integers);
        }

        var floats = Floats.Of(array);
        var made = floats.Span(count).ToArray();
        var recording = Recording.Start(context, name, floats.IsTracked, count, 2L * count, floats.Source);
        var nodes = recording.IsOn ? new int[count] : null;
        for (var k = 0; k < count; k++)
        {
            if (k / inner % length == 0)
            {
                nodes?[k] = recording.Tape.Node(floats.Node(k), 1);
                continue;
            }

            double before = made[k - inner], own = made[k];
            made[k] = ufunc.Float!(before, own);
            nodes?[k] = ufunc.NodeOf(recording.Tape, before, nodes[k - inner], own, floats.Node(k), made[k]);
        }

        return recording.Result(array.Shape, made, nodes);
    }

    private static NdArray Folded(Reduction groups, DType dtype, long start, Func<long, long, long> fold)
    {
        var integers = Integers.Of(groups.Moved);
        var made = new long[groups.Groups];
        Array.Fill(made, start);
        for (var k = 0; k < groups.Array.Size; k++)
        {
            made[k / groups.Length] = fold(made[k / groups.Length], integers[k]);
        }

        return NdArray.Of(groups.Shape, dtype, made, isScalar: groups.Shape.Length == 0);
    }
}
