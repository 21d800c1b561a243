namespace GradCheck.Python.Arrays;

/// <summary>Other looks at the same memory.</summary>
internal static class Views
{
    /// <summary>A look at the same memory; nothing is recorded.</summary>
    public static NdArray Of(NdArray array, int offset, int[] shape, int[] strides) =>
        new(array.Storage, offset, shape, strides, isScalar: false, array.Operation) { IsReadOnly = array.IsReadOnly };

    /// <summary>A view or a copy that an operation made by moving elements; recorded where any of them is tracked.</summary>
    public static NdArray Record(ArrayContext context, string name, NdArray from, NdArray moved) => Record(context, name, moved, [from.Source]);

    /// <inheritdoc cref="Record(ArrayContext, string, NdArray, NdArray)"/>
    public static NdArray Record(ArrayContext context, string name, NdArray moved, ReadOnlySpan<int> sources)
    {
        Shapes.CheckRank(moved.Rank);
        if (!context.Tape.IsOn || moved.Storage.Nodes is null)
        {
            return moved;
        }

        context.Budget.Work(moved.Size, context.Span);
        var recording = Recording.Start(context, name, moved.IsTracked, moved.Size, 0, sources);
        return !recording.IsOn
            ? moved
            : recording.Close(new(moved.Storage, moved.Offset, moved.Shape, moved.Strides, moved.IsScalar, recording.Operation) { IsReadOnly = moved.IsReadOnly, OwnsMemory = moved.OwnsMemory });
    }

    /// <summary>The array as if it had a shape that it broadcasts to; axes of size 1 are repeated by a stride of 0. The caller has checked that it fits.</summary>
    public static NdArray Broadcast(NdArray array, int[] shape)
    {
        var strides = new int[shape.Length];
        var added = shape.Length - array.Rank;
        for (var axis = added; axis < shape.Length; axis++)
        {
            strides[axis] = array.Shape[axis - added] == 1 ? 0 : array.Strides[axis - added];
        }

        return new(array.Storage, array.Offset, shape, strides, isScalar: false, array.Operation) { IsReadOnly = true };
    }

    /// <summary>The axes in another order.</summary>
    public static NdArray Transpose(NdArray array, ReadOnlySpan<int> order)
    {
        var shape = new int[order.Length];
        var strides = new int[order.Length];
        for (var axis = 0; axis < order.Length; axis++)
        {
            shape[axis] = array.Shape[order[axis]];
            strides[axis] = array.Strides[order[axis]];
        }

        return Of(array, array.Offset, shape, strides);
    }

    /// <summary>A copy in row-major order, elements with their nodes; charged, not recorded.</summary>
    public static NdArray Copy(ArrayContext context, NdArray array, bool isScalar = false)
    {
        var count = Shapes.Charge(context, array.Shape);
        if (array.DType != DType.Float64)
        {
            return NdArray.Of(array.Shape, array.DType, Integers.Of(array).ToArray(count), isScalar);
        }

        var floats = Floats.Of(array);
        return NdArray.Of(array.Shape, floats.Span(count).ToArray(), floats.ToNodes(count), isScalar, array.Source);
    }

    /// <summary>The elements in row-major order under another shape of the same size: a view where the strides allow it, a copy where not.</summary>
    public static NdArray Reshape(ArrayContext context, NdArray array, int[] shape)
    {
        Shapes.CheckRank(shape.Length);
        return array.IsScalar ? Reshape(context, Copy(context, array), shape)
            : StridesFor(array, shape) is { } strides ? Of(array, array.Offset, shape, strides)
            : Of(Copy(context, array), 0, shape, NdArray.RowMajor(shape));
    }

    /// <summary>The strides with which a view has another shape of the same size, or null where it takes a copy.</summary>
    private static int[]? StridesFor(NdArray array, int[] shape)
    {
        if (array.Size == 0 || array.IsContiguous)
        {
            return NdArray.RowMajor(shape);
        }

        var oldShape = new List<int>();
        var oldStrides = new List<int>();
        for (var axis = 0; axis < array.Rank; axis++)
        {
            if (array.Shape[axis] != 1)
            {
                oldShape.Add(array.Shape[axis]);
                oldStrides.Add(array.Strides[axis]);
            }
        }

        // As NumPy does it: runs of old and new axes with the same product are matched; within a run the old axes must lie gapless.
        var strides = new int[shape.Length];
        int oldFirst = 0, newFirst = 0;
        while (newFirst < shape.Length && oldFirst < oldShape.Count)
        {
            int oldLast = oldFirst + 1, newLast = newFirst + 1;
            long oldCount = oldShape[oldFirst], newCount = shape[newFirst];
            while (oldCount != newCount)
            {
                if (newCount < oldCount)
                {
                    newCount *= shape[newLast++];
                }
                else
                {
                    oldCount *= oldShape[oldLast++];
                }
            }

            for (var axis = oldFirst; axis < oldLast - 1; axis++)
            {
                if (oldStrides[axis] != oldShape[axis + 1] * oldStrides[axis + 1])
                {
                    return null;
                }
            }

            strides[newLast - 1] = oldStrides[oldLast - 1];
            for (var axis = newLast - 1; axis > newFirst; axis--)
            {
                strides[axis - 1] = strides[axis] * shape[axis];
            }

            (oldFirst, newFirst) = (oldLast, newLast);
        }

        for (var axis = newFirst; axis < shape.Length; axis++)
        {
            strides[axis] = axis > 0 ? strides[axis - 1] : 1;
        }

        return strides;
    }
}
