
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
    public static NdArray Take(ArrayContext context, string name, NdArray array, int[] shape, Func<int, int> from, double filling = 0)
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

    /// <summary>A new array of the elements at some places of a storage, with their nodes; a scalar where it has no axes.</summary>
    public static NdArray At(Storage storage, int[] places, int[] shape, int operation)
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

    /// <summary>Elements of one array or another, with their nodes.</summary>
    public static NdArray Choose(ArrayContext context, string name, NdArray condition, NdArray left, NdArray right)
    {
        var shape = Shapes.Broadcast(condition, left, right);
        var count = Shapes.Charge(context, shape);
        context.Budget.Array(2L * count, context.Span);
        var chosen = Floats.Of(condition, shape);
        var dtype = Casts.Promote(left.DType, right.DType);
        if (dtype != DType.Float64)
        {
            Integers a = Integers.Of(left, shape), b = Integers.Of(right, shape);
            var integers = new long[count];
            for (var k = 0; k < count; k++)
            {
                integers[k] = chosen[k] != 0 ? a[k] : b[k];
            }

            return NdArray.Of(shape, dtype, integers);
        }

        Floats x = Floats.Of(left, shape), y = Floats.Of(right, shape);
        var values = new double[count];
        var nodes = x.IsTracked || y.IsTracked ? new int[count] : null;
        for (var k = 0; k < count; k++)
        {
            values[k] = chosen[k] != 0 ? x[k] : y[k];
            if (nodes is not null)
            {
                nodes[k] = chosen[k] != 0 ? x.Node(k) : y.Node(k);
            }
        }

        return Views.Record(context, name, NdArray.Of(shape, values, nodes), [left.Source, right.Source]);
    }

    /// <summary>Joins arrays along an axis that they have.</summary>
    public static NdArray Concatenate(ArrayContext context, string name, IReadOnlyList<NdArray> arrays, int axis)
    {
        if (arrays.Count == 0)
        {
            throw new ArrayFault(ArrayFaultKind.JoinNothing);
        }

        var first = arrays[0];
        if (first.Rank == 0)
        {
            throw new ArrayFault(ArrayFaultKind.JoinScalar);
        }

        axis = Shapes.Axis(axis, first.Rank);
        var shape = first.Shape.ToArray();
        var dtype = first.DType;
        for (var k = 1; k < arrays.Count; k++)
        {
            var other = arrays[k];
            if (other.Rank != first.Rank)
            {
                throw new ArrayFault(ArrayFaultKind.JoinRank) { Numbers = [first.Rank, k, other.Rank] };
            }

            for (var at = 0; at < shape.Length; at++)
            {
                if (at != axis && other.Shape[at] != shape[at])
                {
                    throw new ArrayFault(ArrayFaultKind.JoinLength) { Numbers = [at, first.Shape[at], k, other.Shape[at]] };
                }
            }

            shape[axis] = (int)Math.Min(int.MaxValue, (long)shape[axis] + other.Shape[axis]);
            dtype = Casts.Promote(dtype, other.DType);
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
