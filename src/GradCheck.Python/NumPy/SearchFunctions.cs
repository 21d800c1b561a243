using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary>Finding, sorting and counting elements.</summary>
internal static class SearchFunctions
{
    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        new("numpy.nonzero", "a", "The indices of the elements that are not 0, an array for each axis.", (context, arguments) => new TupleValue([.. Searching.NonZero(context, arguments.Array(context, "a"))])),
        new("numpy.flatnonzero", "a", "The places of the elements that are not 0, in one axis.", (context, arguments) =>
            arguments.Array(context, "a") is var array ? Searching.NonZero(context, Views.Reshape(context, array, [array.Size]))[0] : array),
        new("numpy.argwhere", "a", "The indices of the elements that are not 0, a row for each.", (context, arguments) =>
        {
            var indices = Searching.NonZero(context, arguments.Array(context, "a"));
            var rows = indices.Length == 0 ? 0 : indices[0].Size;
            return NdArray.Of([rows, indices.Length], DType.Int64, [.. Enumerable.Range(0, rows).SelectMany(row => indices.Select(index => index.Storage.Integers[row]))]);
        }),
        Movers.Of("numpy.argsort", "a, axis=-1, kind=None", "The places of the elements in ascending order; equals keep their order.", (context, arguments) => Sorted(context, arguments, places: true)),
        Movers.Of("numpy.sort", "a, axis=-1, kind=None", "The elements in ascending order, with their gradients.", (context, arguments) => Sorted(context, arguments, places: false)),
        new("numpy.median", "a, axis=None, out=None, keepdims=False", "The middle element, or the mean of the two.", Median),
        Movers.Of("numpy.unique", "ar, return_index=False, return_inverse=False, return_counts=False", "The different elements in ascending order.", Unique),
        new("numpy.bincount", "x, weights=None, minlength=0", "How often each number from 0 on occurs.", BinCount),
        new("numpy.searchsorted", "a, v, side='left'", "Where elements would stand in a sorted array.", (context, arguments) =>
        {
            NdArray sorted = arguments.Array(context, "a"), values = arguments.Array(context, "v");
            Shapes.Charge(context, values.Shape);
            var right = arguments.Text(context, "side") == "right";
            var all = sorted.ToDoubles();
            return NdArray.Of(values.Shape, DType.Int64, Array.ConvertAll(values.ToDoubles(), value => (long)Orders.Place(all, value, right)), isScalar: values.Rank == 0);
        }),
        new("numpy.diff", "a, n=1, axis=-1", "The differences of neighbours.", Diff),
    ];

    private static NdArray Sorted(CallContext context, BoundArguments arguments, bool places)
    {
        var array = arguments.Array(context, "a");
        if (!arguments.Has("axis") || array.Rank == 0)
        {
            array = Views.Reshape(context, array, [array.Size]);
        }

        var axis = Shapes.Axis(arguments.Has("axis") ? arguments.Long(context, "axis") : -1, array.Rank);
        var order = Orders.Of(context, array, axis);
        return places
            ? NdArray.Of(array.Shape, DType.Int64, order)
            : Orders.Along(context, "numpy.sort", array, axis, array.Shape, order);
    }

    private static NdArray Median(CallContext context, BoundArguments arguments)
    {
        var array = Casts.To(context, arguments.Array(context, "a"), DType.Float64);
        var axes = arguments.Axes(context, array);
        var groups = Reduction.Of(context, array, axes, arguments.Flag("keepdims"));
        var rows = Views.Reshape(context, groups.Moved, [groups.Groups, groups.Length]);
        if (groups.Length == 0)
        {
            return ReductionFunctions.Mean(context, array, axes, arguments.Flag("keepdims"), "numpy.mean");
        }

        var sorted = Orders.Along(context, "numpy.sort", rows, 1, rows.Shape, Orders.Of(context, rows, 1));
        var half = groups.Length / 2;
        var middle = Views.Of(sorted, groups.Length % 2 == 1 ? half : half - 1, [groups.Groups, groups.Length % 2 == 1 ? 1 : 2], sorted.Strides);
        var median = Reductions.Mean(context, middle, [false, true], keep: false, "numpy.median");
        var shaped = Views.Reshape(context, median, groups.Shape);
        return groups.Shape.Length == 0 ? Indexing.Get(context, shaped, new TupleValue()) : shaped;
    }

    private static Value Unique(CallContext context, BoundArguments arguments)
    {
        var array = arguments.Array(context, "ar");
        var flat = Views.Reshape(context, array, [array.Size]);
        var order = Orders.Of(context, flat, 0);
        var values = flat.ToDoubles();
        List<long> firsts = [], counts = [];
        var inverse = new long[values.Length];
        for (var k = 0; k < order.Length; k++)
        {
            if (k == 0 || values[order[k]] != values[order[k - 1]])
            {
                firsts.Add(order[k]);
                counts.Add(0);
            }

            counts[^1]++;
            inverse[order[k]] = firsts.Count - 1;
        }

        var unique = Orders.Along(context, "numpy.unique", flat, 0, [firsts.Count], [.. firsts]);
        var parts = new List<Value> { unique };
        Add("return_index", firsts);
        Add("return_inverse", inverse);
        Add("return_counts", counts);
        return parts.Count == 1 ? unique : new TupleValue([.. parts]);

        void Add(string name, IReadOnlyList<long> numbers)
        {
            if (arguments.Flag(name))
            {
                parts.Add(NdArray.Of([numbers.Count], DType.Int64, [.. numbers]));
            }
        }
    }

    private static NdArray BinCount(CallContext context, BoundArguments arguments)
    {
        var numbers = arguments.Array(context, "x");
        if (numbers.Rank != 1)
        {
            throw Errors.Value(numbers.Rank > 1 ? "object too deep for desired array" : "object of too small depth for desired array", context.Span);
        }

        if (numbers.DType == DType.Float64 && numbers.Size > 0)
        {
            throw Errors.Type("Cannot cast array data from dtype('float64') to dtype('int64') according to the rule 'safe'", context.Span);
        }

        var places = Integers.Of(Casts.To(context, numbers, DType.Int64)).ToArray(numbers.Size);
        if (places.Any(place => place < 0))
        {
            throw Errors.Value("'list' argument must have no negative elements", context.Span);
        }

        var length = Math.Max(places.Length == 0 ? 0 : Math.Min(places.Max(), long.MaxValue / 64) + 1, arguments.Long(context, "minlength"));
        context.Budget.Array(length, context.Span);
        if (!arguments.Has("weights"))
        {
            var counts = new long[length];
            foreach (var place in places)
            {
                counts[place]++;
            }

            return NdArray.Of([counts.Length], DType.Int64, counts);
        }

        var weights = Casts.To(context, arguments.Array(context, "weights"), DType.Float64);
        if (weights.Size != places.Length)
        {
            throw Errors.Value("The weights and list don't have the same length.", context.Span);
        }

        var floats = Floats.Of(weights);
        var sums = new double[length];
        for (var k = 0; k < places.Length; k++)
        {
            sums[places[k]] += floats[k];
        }

        var recording = Recording.Start(context, "numpy.bincount", floats.IsTracked, length, places.Length, floats.Source);
        var nodes = recording.IsOn ? new int[length] : null;
        foreach (var group in Enumerable.Range(0, places.Length).Where(k => nodes is not null && floats.Node(k) != 0).GroupBy(k => places[k]))
        {
            nodes![group.Key] = recording.Tape.Node();
            foreach (var k in group)
            {
                recording.Tape.Edge(floats.Node(k), 1);
            }
        }

        return recording.Result([sums.Length], sums, nodes);
    }

    private static NdArray Diff(CallContext context, BoundArguments arguments)
    {
        var array = arguments.Array(context, "a");
        if (array.Rank == 0)
        {
            throw Errors.Value("diff requires input that is at least one dimensional", context.Span);
        }

        var axis = Shapes.Axis(arguments.Long(context, "axis"), array.Rank);
        for (var n = arguments.Int(context, "n"); n > 0 && array.Shape[axis] > 0; n--)
        {
            var shape = array.Shape.ToArray();
            shape[axis]--;
            array = BinaryUfuncs.Subtract.Apply(context, Views.Of(array, array.Offset + array.Strides[axis], shape, array.Strides), Views.Of(array, array.Offset, shape, array.Strides));
        }

        return array;
    }
}
