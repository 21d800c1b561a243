using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary><c>x[...]</c>, read and written.</summary>
internal static class Indexing
{
    /// <summary>Reads: a view for whole numbers, slices, <c>None</c> and <c>...</c>, a copy for masks and arrays of indices.</summary>
    public static Value Get(CallContext context, NdArray array, Value index)
    {
        if (array.IsScalar && index is not (TupleValue { Items.Count: 0 } or EllipsisValue or NoneValue or TupleValue))
        {
            throw Errors.Index("invalid index to scalar variable.", context.Span);
        }

        var plan = IndexPlan.Of(context, array, index);
        if (plan.IsAdvanced)
        {
            var places = plan.Places(out var shape);
            return Views.Record(context, "index", array, Taken(array.Storage, places, shape, array.Operation));
        }

        var view = plan.View;
        if (!plan.IsElement)
        {
            return Views.Record(context, "index", array, view);
        }

        // An element is a scalar, which does not change with the array.
        context.Budget.Array(1, context.Span);
        return Views.Record(context, "index", array, Taken(array.Storage, [view.Offset], [], array.Operation));
    }

    /// <summary>Writes a value, broadcast, to the elements that an index names.</summary>
    public static void Set(CallContext context, NdArray array, Value index, Value value)
    {
        if (array.IsScalar)
        {
            throw Errors.Type($"'{array.TypeName}' object does not support item assignment", context.Span);
        }

        Writes.CheckWritable(context, array);
        var plan = IndexPlan.Of(context, array, index);
        var converted = Source(context, plan, array, value);
        if (!plan.IsAdvanced)
        {
            var view = plan.View;
            var isItself = converted.Storage == view.Storage && converted.Offset == view.Offset && Shapes.Same(converted.Shape, view.Shape) && Shapes.Same(converted.Strides, view.Strides);
            if (!isItself)
            {
                Writes.Into(context, "assign", view, converted);
            }

            return;
        }

        var places = plan.Places(out var shape);
        if (Writes.Fit(converted, shape) is not { } fitted)
        {
            throw plan.IsMask && converted.Rank <= 1
                ? Errors.Shape($"NumPy boolean array indexing assignment cannot assign {converted.Size} input values to the {places.Length} output values where the mask is true", context.Span)
                : Errors.Shape($"shape mismatch: value array of shape {ShapeWords.Tight(converted.Shape)} could not be broadcast to indexing result of shape {ShapeWords.Tight(shape)}", context.Span);
        }

        Writes.Into(context, "assign", array.Storage, places, shape, fitted, array.Source);
    }

    /// <summary>A new array of the elements at some places, with their nodes.</summary>
    public static NdArray Taken(Storage storage, int[] places, int[] shape, int operation)
    {
        if (storage.DType != DType.Float64)
        {
            return NdArray.Of(shape, storage.DType, Array.ConvertAll(places, place => storage.Integers[place]), isScalar: shape.Length == 0);
        }

        var values = new double[places.Length];
        for (var k = 0; k < values.Length; k++)
        {
            values[k] = storage.Floats[places[k]];
        }

        int[]? nodes = null;
        if (storage.Nodes is { } all)
        {
            nodes = new int[places.Length];
            var any = 0;
            for (var k = 0; k < nodes.Length; k++)
            {
                any |= nodes[k] = all[places[k]];
            }

            nodes = any == 0 ? null : nodes;
        }

        return NdArray.Of(shape, values, nodes, isScalar: shape.Length == 0, nodes is null ? 0 : Math.Max(operation, storage.Writer));
    }

    private static NdArray Source(CallContext context, IndexPlan plan, NdArray array, Value value)
    {
        if (plan.IsElement && (value is ListValue or TupleValue || value is NdArray { Size: > 1 }))
        {
            throw Errors.Python("ValueError", ErrorCodes.ShapeMismatch, "setting an array element with a sequence.", context.Span);
        }

        return value is NoneValue && array.DType == DType.Float64 ? NdArray.Scalar(double.NaN)
            : value is NoneValue ? throw Errors.Type("int() argument must be a string, a bytes-like object or a real number, not 'NoneType'", context.Span)
            : ArrayConversion.ToArray(context, value);
    }
}
