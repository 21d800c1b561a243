namespace GradCheck.Python.Arrays;

/// <summary>What an index names, read and written.</summary>
internal static class Selection
{
    /// <summary>Reads: a view for whole numbers, slices, new axes and an ellipsis, a copy for masks and arrays of indices.</summary>
    /// <exception cref="ArrayFault">The array has no such elements.</exception>
    public static NdArray Read(ArrayContext context, NdArray array, IReadOnlyList<IndexItem> index)
    {
        var plan = IndexPlan.Of(context, array, index);
        if (plan.IsAdvanced)
        {
            var places = plan.Places(out var shape);
            return Views.Record(context, "index", array, Gathering.At(array.Storage, places, shape, array.Operation));
        }

        var view = plan.View;
        if (!plan.IsElement)
        {
            return Views.Record(context, "index", array, view);
        }

        // An element is a scalar, which does not change with the array.
        context.Budget.Array(1, context.Span);
        return Views.Record(context, "index", array, Gathering.At(array.Storage, [view.Offset], [], array.Operation));
    }

    /// <summary>Writes a value, broadcast, to the elements that an index names.</summary>
    /// <exception cref="ArrayFault">The array has no such elements, or the value does not fit them.</exception>
    public static void Write(ArrayContext context, NdArray array, IndexPlan plan, NdArray value)
    {
        if (!plan.IsAdvanced)
        {
            var view = plan.View;
            var isItself = value.Storage == view.Storage && value.Offset == view.Offset && Shapes.Same(value.Shape, view.Shape) && Shapes.Same(value.Strides, view.Strides);
            if (!isItself)
            {
                Writes.Into(context, "assign", view, value);
            }

            return;
        }

        var places = plan.Places(out var shape);
        if (Writes.Fit(value, shape) is not { } fitted)
        {
            throw plan.IsMask && value.Rank <= 1
                ? new ArrayFault(ArrayFaultKind.MaskedCount) { Numbers = [value.Size, places.Length] }
                : new ArrayFault(ArrayFaultKind.PickedShape) { Shapes = [value.Shape, shape] };
        }

        Writes.Into(context, "assign", array.Storage, places, shape, fitted, array.Source);
    }
}
