using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Arrays;

/// <summary>New arrays made of elements of others, moved with their nodes.</summary>
internal static class Gathering
{
    /// <summary>Takes elements by their row-major place.</summary>
    /// <param name="context">The call.</param>
    /// <param name="name">What the graph calls it.</param>
    /// <param name="array">Where from.</param>
    /// <param name="shape">The shape of the result.</param>
    /// <param name="from">The place of each element of the result; negative for the filling.</param>
    /// <param name="filling">What stands where nothing was taken.</param>
    public static NdArray Take(CallContext context, string name, NdArray array, int[] shape, Func<int, int> from, double filling = 0)
    {
        var count = Shapes.Charge(context, shape);
        context.Budget.Array(array.Size, context.Span);
        if (array.DType != DType.Float64)
        {
            var integers = Integers.Of(array);
            var moved = new long[count];
            for (var k = 0; k < count; k++)
            {
                moved[k] = from(k) is var place and >= 0 ? integers[place] : (long)filling;
            }

            return NdArray.Of(shape, array.DType, moved);
        }

        var floats = Floats.Of(array);
        var values = new double[count];
        var nodes = floats.IsTracked ? new int[count] : null;
        for (var k = 0; k < count; k++)
        {
            var place = from(k);
            values[k] = place >= 0 ? floats[place] : filling;
            if (nodes is not null)
            {
                nodes[k] = place >= 0 ? floats.Node(place) : 0;
            }
        }

        return Views.Record(context, name, array, NdArray.Of(shape, values, nodes));
    }

    /// <summary>Joins arrays along an axis that they have.</summary>
    public static NdArray Concatenate(CallContext context, string name, IReadOnlyList<NdArray> arrays, int axis)
    {
        if (arrays.Count == 0)
        {
            throw Errors.Value("need at least one array to concatenate", context.Span);
        }

        var first = arrays[0];
        if (first.Rank == 0)
        {
            throw Errors.Value("zero-dimensional arrays cannot be concatenated", context.Span);
        }

        axis = Shapes.Axis(context, axis, first.Rank);
        var shape = first.Shape.ToArray();
        var dtype = first.DType;
        for (var k = 1; k < arrays.Count; k++)
        {
            var other = arrays[k];
            if (other.Rank != first.Rank)
            {
                throw Errors.Shape($"all the input arrays must have same number of dimensions, but the array at index 0 has {first.Rank} dimension(s) and the array at index {k} has {other.Rank} dimension(s)", context.Span);
            }

            for (var at = 0; at < shape.Length; at++)
            {
                if (at != axis && other.Shape[at] != shape[at])
                {
                    throw Errors.Shape($"all the input array dimensions except for the concatenation axis must match exactly, but along dimension {at}, the array at index 0 has size {first.Shape[at]} and the array at index {k} has size {other.Shape[at]}", context.Span);
                }
            }

            shape[axis] = (int)Math.Min(int.MaxValue, (long)shape[axis] + other.Shape[axis]);
            dtype = ArrayTypes.Promote(dtype, other.DType);
        }

        var count = Shapes.Charge(context, shape);
        var result = dtype == DType.Float64 ? NdArray.Of(shape, new double[count]) : NdArray.Of(shape, dtype, new long[count]);
        for (int k = 0, at = 0; k < arrays.Count; k++)
        {
            var part = Views.Of(result, result.Offset + (at * result.Strides[axis]), arrays[k].Shape, result.Strides);
            Writes.Into(context, null, part, arrays[k]);
            at += arrays[k].Shape[axis];
        }

        // It was written as it was made: for the program it is new.
        var storage = result.Storage;
        var made = dtype == DType.Float64 ? NdArray.Of(shape, storage.Floats, storage.Nodes) : result;
        return Views.Record(context, name, made, arrays.Select(array => array.Source).ToArray());
    }
}
