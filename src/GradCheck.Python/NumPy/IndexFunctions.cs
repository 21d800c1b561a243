using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary>Indices as arrays, and elements by index.</summary>
internal static class IndexFunctions
{
    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        new("numpy.take", "a, indices, axis=None", "Elements by their index along an axis.", (context, arguments) =>
        {
            var array = arguments.Array(context, "a");
            array = arguments.Has("axis") ? array : Views.Reshape(context, array, [array.Size]);
            var axis = arguments.Has("axis") ? Shapes.Axis(arguments.Long(context, "axis"), array.Rank) : 0;
            var items = new Value[axis + 1];
            Array.Fill(items, new SliceValue(null, null, null));
            items[axis] = arguments.Array(context, "indices");
            return Indexing.Get(context, array, new TupleValue(items));
        }),
        new("numpy.put", "a, ind, v", "Elements written by their place in row-major order.", (context, arguments) =>
        {
            var array = arguments["a"] is NdArray { IsScalar: false } given ? given : throw Errors.Type("argument 1 must be numpy.ndarray", context.Span);
            var places = Arguments.Integral(context, arguments.Array(context, "ind"));
            var flat = array.Places();
            var values = arguments.Array(context, "v");
            if (places.FirstOrDefault(place => place < -array.Size || place >= array.Size) is var wrong && places.Any(place => place < -array.Size || place >= array.Size))
            {
                throw Errors.Index($"index {wrong} is out of bounds for axis 0 with size {array.Size}", context.Span);
            }

            Writes.CheckWritable(array);
            if (values.Size > 0)
            {
                var repeated = Gathering.Take(context, "numpy.put", values, [places.Length], k => k % values.Size);
                Writes.Into(context, "numpy.put", array.Storage, Array.ConvertAll(places, place => flat[place < 0 ? place + array.Size : place]), [places.Length], repeated, array.Source);
            }

            return NoneValue.Instance;
        }),
        new("numpy.take_along_axis", "arr, indices, axis", "Elements by an index array of the same number of axes.", (context, arguments) =>
        {
            NdArray array = arguments.Array(context, "arr"), indices = arguments.Array(context, "indices");
            if (array.Rank != indices.Rank)
            {
                throw Errors.Shape("`indices` and `arr` must have the same number of dimensions", context.Span);
            }

            var axis = Shapes.Axis(arguments.Long(context, "axis"), array.Rank);
            var shape = array.Shape.ToArray();
            shape[axis] = indices.Shape[axis];
            if (Shapes.Broadcast(indices.Shape, shape) is not { } both || !Shapes.Same(both, shape))
            {
                throw Errors.Python("IndexError", ErrorCodes.ShapeMismatch, "shape mismatch: indexing arrays could not be broadcast together", context.Span);
            }

            Shapes.Charge(context, shape);
            return Orders.Along(context, "numpy.take_along_axis", array, axis, shape, Arguments.Integral(context, Views.Broadcast(indices, shape)));
        }),
        Movers.Of("numpy.meshgrid", "*xi, **options", "Coordinates of a grid; indexing='xy' or 'ij'.", MeshGrid),
        new("numpy.ix_", "*args", "Index arrays that pick rows and columns together.", (context, arguments) =>
        {
            var arrays = arguments.Rest.Select(value => ArrayConversion.ToArray(context, value)).ToArray();
            Shapes.CheckRank(arrays.Length);
            return new TupleValue([.. arrays.Select((array, k) =>
            {
                var indices = array.DType == DType.Bool ? Searching.NonZero(context, array)[0] : array;
                return array.Rank == 1
                    ? Views.Reshape(context, indices, [.. Enumerable.Range(0, arrays.Length).Select(axis => axis == k ? indices.Size : 1)])
                    : throw Errors.Value("Cross index must be 1 dimensional", context.Span);
            })]);
        }),
        new("numpy.indices", "dimensions, dtype=None", "The index of every element, an array for each axis.", (context, arguments) =>
        {
            var shape = Arguments.Shape(context, arguments["dimensions"]);
            int[] whole = [shape.Length, .. shape];
            var count = Shapes.Charge(context, whole);
            var strides = NdArray.RowMajor(shape);
            var size = (int)Shapes.Count(shape);
            var made = new long[count];
            for (var k = 0; k < count; k++)
            {
                made[k] = k % size / strides[k / size] % shape[k / size];
            }

            return NdArray.Of(whole, DType.Int64, made);
        }),
        new("numpy.unravel_index", "indices, shape, order='C'", "The index of an element from its place in row-major order.", UnravelIndex),
        new("numpy.ravel_multi_index", "multi_index, dims, mode='raise', order='C'", "The place in row-major order of an element from its index.", RavelMultiIndex),
        new("numpy.ndindex", "*shape", "All indices of a shape, as a list of tuples.", (context, arguments) =>
            new ListValue([.. Indices(context, Arguments.Shape(context, arguments.Rest.Count == 1 ? arguments.Rest[0] : new TupleValue([.. arguments.Rest])))])),
        new("numpy.ndenumerate", "arr", "All indices with their elements, as a list.", (context, arguments) =>
        {
            var array = arguments.Array(context, "arr");
            return new ListValue([.. Indices(context, array.Shape).Select(index => (Value)new TupleValue(index, Indexing.Get(context, array, index)))]);
        }),
        new("numpy.nditer", "op, flags=None, op_flags=None", "Walks over the indices: multi_index, finished, iternext().", NdIter),
    ];

    private static IEnumerable<TupleValue> Indices(CallContext context, int[] shape)
    {
        var count = Shapes.Charge(context, shape);
        context.Budget.Allocate(64L * count * Math.Max(1, shape.Length), context.Span);
        var strides = NdArray.RowMajor(shape);
        for (var k = 0; k < count; k++)
        {
            yield return At(shape, strides, k);
        }
    }

    private static TupleValue At(int[] shape, int[] strides, int k) => Shaping.Tuple(shape.Select((length, axis) => k / strides[axis] % length));

    private static LibraryObject NdIter(CallContext context, BoundArguments arguments)
    {
        var array = arguments.Array(context, "op");
        var strides = NdArray.RowMajor(array.Shape);
        var at = 0;
        var next = new LibraryFunction("nditer.iternext", string.Empty, "Goes on; false at the end.", (_, _) => BooleanValue.Of(++at < array.Size));
        return new("numpy.nditer", (inner, name) => name switch
        {
            "multi_index" => At(array.Shape, strides, at),
            "index" => new IntegerValue(at),
            "finished" => BooleanValue.Of(at >= array.Size),
            "iternext" => new LibraryValue(next),
            "value" => Indexing.Get(inner, array, At(array.Shape, strides, at)),
            _ => null,
        });
    }

    private static ListValue MeshGrid(CallContext context, BoundArguments arguments)
    {
        var isMatrix = false;
        foreach (var (name, value) in arguments.Keywords)
        {
            isMatrix = name switch
            {
                "indexing" when value is StringValue { Value: "ij" or "xy" } text => text.Value == "ij",
                "indexing" => throw Errors.Value("Valid values for `indexing` are 'xy' and 'ij'.", context.Span),
                "sparse" or "copy" => isMatrix,
                _ => throw Errors.Type($"meshgrid() got an unexpected keyword argument '{name}'", context.Span),
            };
        }

        var axes = arguments.Rest.Select(value => ArrayConversion.ToArray(context, value)).Select(array => Views.Reshape(context, array, [array.Size])).ToArray();
        var order = Enumerable.Range(0, axes.Length).ToArray();
        if (!isMatrix && axes.Length > 1)
        {
            (order[0], order[1]) = (1, 0);
        }

        int[] shape = [.. order.Select(k => axes[k].Size)];
        Shapes.CheckRank(shape.Length);
        Shapes.Charge(context, [.. shape, axes.Length]);
        return new([.. axes.Select((array, k) =>
        {
            var strides = new int[axes.Length];
            strides[Array.IndexOf(order, k)] = array.Strides[0];
            return Views.Record(context, "numpy.meshgrid", array, Views.Copy(context, new NdArray(array.Storage, array.Offset, shape, strides)));
        })]);
    }

    private static TupleValue UnravelIndex(CallContext context, BoundArguments arguments)
    {
        var places = arguments.Array(context, "indices");
        var shape = Arguments.Shape(context, arguments["shape"]);
        var size = Shapes.Count(shape);
        if (size == long.MaxValue)
        {
            throw Errors.Value("dimensions are too large; arrays and shapes with a total size greater than 'intp' are not supported.", context.Span);
        }

        Shapes.Charge(context, places.Shape);
        var numbers = Arguments.Integral(context, places);
        foreach (var number in numbers)
        {
            if (number < 0 || number >= size)
            {
                throw Errors.Value($"index {number} is out of bounds for array with size {size}", context.Span);
            }
        }

        var strides = new long[shape.Length];
        for (var (axis, stride) = (shape.Length - 1, 1L); axis >= 0; stride *= Math.Max(1, shape[axis--]))
        {
            strides[axis] = stride;
        }

        return new([.. shape.Select((length, axis) => NdArray.Of(places.Shape, DType.Int64, Array.ConvertAll(numbers, number => number / strides[axis] % Math.Max(1, length)), isScalar: places.Rank == 0))]);
    }

    private static NdArray RavelMultiIndex(CallContext context, BoundArguments arguments)
    {
        var items = ArrayConversion.Items(arguments["multi_index"])
            ?? [.. ArrayIteration.Of(context, arguments.Array(context, "multi_index"))];
        var dims = Arguments.Shape(context, arguments["dims"]);
        if (items.Count != dims.Length)
        {
            throw Errors.Value($"parameter multi_index must be a sequence of length {dims.Length}", context.Span);
        }

        if (Shapes.Count(dims) == long.MaxValue)
        {
            throw Errors.Value("invalid dims: array size defined by dims is larger than the maximum possible size.", context.Span);
        }

        var arrays = items.Select(item => ArrayConversion.ToArray(context, item)).ToArray();
        var shape = Shapes.Broadcast(arrays);
        var made = new long[Shapes.Charge(context, shape)];
        for (var axis = 0; axis < dims.Length; axis++)
        {
            var numbers = Arguments.Integral(context, Views.Broadcast(arrays[axis], shape));
            for (var k = 0; k < made.Length; k++)
            {
                if (numbers[k] < 0 || numbers[k] >= dims[axis])
                {
                    throw Errors.Value("invalid entry in coordinates array", context.Span);
                }

                made[k] = (made[k] * dims[axis]) + numbers[k];
            }
        }

        return NdArray.Of(shape, DType.Int64, made, isScalar: shape.Length == 0);
    }
}
