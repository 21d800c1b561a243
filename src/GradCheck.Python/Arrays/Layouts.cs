namespace GradCheck.Python.Arrays;

/// <summary>The same elements under other axes: views wherever the strides allow it, recorded under their own names.</summary>
internal static class Layouts
{
    /// <summary>Another shape of the same size; any negative length is the one that is found out.</summary>
    /// <param name="context">The call.</param>
    /// <param name="array">The array.</param>
    /// <param name="wanted">The shape.</param>
    /// <param name="byColumns">Whether elements are read and written columns first.</param>
    public static NdArray Reshape(ArrayContext context, NdArray array, int[] wanted, bool byColumns = false)
    {
        var shape = wanted.ToArray();
        var unknown = Array.FindIndex(shape, length => length < 0);
        if (shape.Count(length => length < 0) > 1)
        {
            throw new ArrayFault(ArrayFaultKind.ReshapeUnknown);
        }

        var known = Shapes.Count(shape.Where(length => length >= 0).ToArray());
        if (unknown >= 0 && known > 0 && array.Size % known == 0)
        {
            shape[unknown] = (int)(array.Size / known);
            known = array.Size;
        }

        if (known != array.Size || shape.Any(length => length < 0))
        {
            throw new ArrayFault(ArrayFaultKind.Reshape) { Numbers = [array.Size], Shapes = [wanted] };
        }

        if (byColumns)
        {
            var made = Views.Reshape(context, Views.Transpose(array, Reversed(array.Rank)), [.. shape.Reverse()]);
            return Views.Record(context, "reshape", array, Views.Transpose(made, Reversed(shape.Length)));
        }

        return Views.Record(context, "reshape", array, Views.Reshape(context, array, shape));
    }

    /// <summary>With at least so many axes: new ones of length 1 in front, for three axes of a matrix one at the end.</summary>
    public static NdArray AtLeast(ArrayContext context, NdArray array, int rank)
    {
        if (array.Rank >= rank)
        {
            return array;
        }

        int[] shape = (rank, array.Rank) switch
        {
            (3, 1) => [1, array.Shape[0], 1],
            (3, 2) => [.. array.Shape, 1],
            _ => [.. Enumerable.Repeat(1, rank - array.Rank), .. array.Shape],
        };
        return Views.Record(context, "reshape", array, Views.Reshape(context, array, shape));
    }

    /// <summary>The axes in another order; reversed for null.</summary>
    public static NdArray Transpose(ArrayContext context, NdArray array, int[]? axes)
    {
        axes ??= Reversed(array.Rank);
        if (axes.Length != array.Rank)
        {
            throw new ArrayFault(ArrayFaultKind.OrderLength);
        }

        var order = axes.Select(axis => Shapes.Axis(axis, array.Rank)).ToArray();
        return order.Distinct().Count() == order.Length
            ? Views.Record(context, "transpose", array, Views.Transpose(array, order))
            : throw new ArrayFault(ArrayFaultKind.OrderRepeats);
    }

    /// <summary>A read-only view under a shape that the array broadcasts to.</summary>
    public static NdArray BroadcastTo(ArrayContext context, NdArray array, int[] shape, string name)
    {
        if (Shapes.Broadcast(array.Shape, shape) is not { } both || !Shapes.Same(both, shape))
        {
            throw new ArrayFault(ArrayFaultKind.BroadcastTo) { Shapes = [array.Shape, shape] };
        }

        // It takes no memory, but whatever reads it does: a size beyond every budget is refused here.
        Shapes.ChargeWork(context, shape);
        return Views.Record(context, name, array, Views.Broadcast(array, shape));
    }

    /// <summary>Some axes reversed.</summary>
    public static NdArray Flip(ArrayContext context, NdArray array, bool[] chosen, string name)
    {
        var offset = array.Offset;
        var strides = array.Strides.ToArray();
        for (var at = 0; at < array.Rank; at++)
        {
            if (chosen[at])
            {
                offset += array.Shape[at] > 0 ? (array.Shape[at] - 1) * strides[at] : 0;
                strides[at] = -strides[at];
            }
        }

        return Views.Record(context, name, array, Views.Of(array, offset, array.Shape, strides));
    }

    /// <summary>Without some axes of length 1.</summary>
    public static NdArray Squeeze(ArrayContext context, NdArray array, bool[] chosen)
    {
        if (chosen.Where((gone, axis) => gone && array.Shape[axis] != 1).Any())
        {
            throw new ArrayFault(ArrayFaultKind.Squeeze);
        }

        var left = Enumerable.Range(0, array.Rank).Where(axis => !chosen[axis]).ToArray();
        return array.IsScalar ? array : Views.Record(context, "squeeze", array, Views.Of(array, array.Offset, [.. left.Select(axis => array.Shape[axis])], [.. left.Select(axis => array.Strides[axis])]));
    }

    /// <summary>With new axes of length 1, each where it stands in the result.</summary>
    public static NdArray ExpandDims(ArrayContext context, NdArray array, int[] axes, string name)
    {
        var rank = array.Rank + axes.Length;
        var added = axes.Select(axis => Shapes.Axis(axis, rank)).ToHashSet();
        if (added.Count < axes.Length)
        {
            throw new ArrayFault(ArrayFaultKind.AddedAxisRepeats);
        }

        var old = 0;
        int[] shape = [.. Enumerable.Range(0, rank).Select(axis => added.Contains(axis) ? 1 : array.Shape[old++])];
        return Views.Record(context, name, array, Views.Reshape(context, array, shape));
    }

    /// <summary>A diagonal, as the last axis of a read-only view.</summary>
    public static NdArray Diagonal(ArrayContext context, NdArray array, int offset, int axis1, int axis2, string name)
    {
        if (array.Rank < 2)
        {
            throw new ArrayFault(ArrayFaultKind.DiagonalRank);
        }

        int first = Shapes.Axis(axis1, array.Rank), second = Shapes.Axis(axis2, array.Rank);
        if (first == second)
        {
            throw new ArrayFault(ArrayFaultKind.DiagonalAxes);
        }

        int rows = array.Shape[first], columns = array.Shape[second];
        var length = Math.Max(0, offset >= 0 ? Math.Min(rows, columns - (long)offset) : Math.Min(rows + (long)offset, columns));
        var start = length == 0 ? array.Offset : array.Offset + (offset >= 0 ? offset * array.Strides[second] : -offset * array.Strides[first]);
        int[] others = [.. Enumerable.Range(0, array.Rank).Where(axis => axis != first && axis != second)];
        int[] shape = [.. others.Select(axis => array.Shape[axis]), (int)length];
        int[] strides = [.. others.Select(axis => array.Strides[axis]), array.Strides[first] + array.Strides[second]];
        return Views.Record(context, name, array, new NdArray(array.Storage, start, shape, strides, isScalar: false, array.Operation) { IsReadOnly = true });
    }

    private static int[] Reversed(int rank) => [.. Enumerable.Range(0, rank).Reverse()];
}
