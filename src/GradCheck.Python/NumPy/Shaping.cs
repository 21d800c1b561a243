using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary>The same elements under another shape, as views wherever NumPy has views.</summary>
internal static class Shaping
{
    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        Movers.Of("numpy.reshape", "a, newshape, order='C'", "Another shape of the same size; one length may be -1.", (context, arguments) =>
            Reshape(context, arguments.Array(context, "a"), Arguments.Sizes(context, arguments["newshape"]), arguments.Text(context, "order"))),
        Movers.Of("numpy.ravel", "a, order='C'", "One axis; a view where possible.", (context, arguments) => Reshape(context, arguments.Array(context, "a"), [-1], arguments.Text(context, "order"))),
        Movers.Of("numpy.transpose", "a, axes=None", "The axes in another order, by default reversed.", (context, arguments) =>
            Layouts.Transpose(context, arguments.Array(context, "a"), arguments.Has("axes") ? Arguments.Ints(context, arguments["axes"]) : null)),
        new("numpy.swapaxes", "a, axis1, axis2", "Two axes exchanged.", SwapAxes),
        new("numpy.moveaxis", "a, source, destination", "Axes moved to other places.", MoveAxis),
        new("numpy.rollaxis", "a, axis, start=0", "An axis moved to before another.", RollAxis),
        Movers.Of("numpy.squeeze", "a, axis=None", "Without axes of size 1.", Squeeze),
        Movers.Of("numpy.expand_dims", "a, axis", "With new axes of size 1.", ExpandDims),
        Movers.Of("numpy.atleast_1d", "*arys", "With at least one axis.", (context, arguments) => EachOf(context, arguments, array => Layouts.AtLeast(context, array, 1))),
        Movers.Of("numpy.atleast_2d", "*arys", "With at least two axes.", (context, arguments) => EachOf(context, arguments, array => Layouts.AtLeast(context, array, 2))),
        Movers.Of("numpy.atleast_3d", "*arys", "With at least three axes.", (context, arguments) => EachOf(context, arguments, array => Layouts.AtLeast(context, array, 3))),
        Movers.Of("numpy.broadcast_to", "array, shape, subok=False", "A read-only view under a shape that it broadcasts to.", (context, arguments) =>
            Layouts.BroadcastTo(context, arguments.Array(context, "array"), Arguments.Shape(context, arguments["shape"]), "numpy.broadcast_to")),
        Movers.Of("numpy.broadcast_arrays", "*args", "All arrays under their common shape.", (context, arguments) =>
        {
            var arrays = arguments.Rest.Select(value => ArrayConversion.ToArray(context, value)).ToArray();
            var shape = Shapes.Broadcast(arrays);
            return new ListValue([.. arrays.Select(array => Layouts.BroadcastTo(context, array, shape, "numpy.broadcast_to"))]);
        }),
        Movers.Of("numpy.flip", "m, axis=None", "Axes reversed: a view.", (context, arguments) => Flip(context, arguments.Array(context, "m"), arguments["axis"])),
        new("numpy.fliplr", "m", "The second axis reversed.", (context, arguments) => Flip(context, arguments.Array(context, "m"), new IntegerValue(1))),
        new("numpy.flipud", "m", "The first axis reversed.", (context, arguments) => Flip(context, arguments.Array(context, "m"), new IntegerValue(0))),
        new("numpy.rot90", "m, k=1, axes=None", "Turned by quarters in the first two axes.", Rot90),
        Movers.Of("numpy.shape", "a", "The sizes of the axes.", (context, arguments) => Tuple(arguments.Array(context, "a").Shape)),
        Movers.Of("numpy.ndim", "a", "How many axes there are.", (context, arguments) => new IntegerValue(arguments.Array(context, "a").Rank)),
        Movers.Of("numpy.size", "a, axis=None", "How many elements there are.", (context, arguments) =>
        {
            var array = arguments.Array(context, "a");
            return new IntegerValue(arguments.Has("axis") ? array.Shape[Shapes.Axis(arguments.Long(context, "axis"), array.Rank)] : array.Size);
        }),
    ];

    /// <summary>Whole numbers as a tuple, as <c>x.shape</c> is.</summary>
    public static TupleValue Tuple(IEnumerable<int> numbers) => new([.. numbers.Select(number => new IntegerValue(number))]);

    /// <summary>Another shape of the same size; one length may be -1. Order <c>F</c> reads and writes columns first.</summary>
    public static NdArray Reshape(CallContext context, NdArray array, int[] wanted, string order = "C") => Layouts.Reshape(context, array, wanted, byColumns: order == "F");

    private static Value EachOf(CallContext context, BoundArguments arguments, Func<NdArray, NdArray> apply)
    {
        var made = arguments.Rest.Select(value => (Value)apply(ArrayConversion.ToArray(context, value))).ToList();
        return made.Count == 1 ? made[0] : new ListValue(made);
    }

    private static NdArray SwapAxes(CallContext context, BoundArguments arguments)
    {
        var array = arguments.Array(context, "a");
        var order = Enumerable.Range(0, array.Rank).ToArray();
        var first = Shapes.Axis(arguments.Long(context, "axis1"), array.Rank, "axis1");
        var second = Shapes.Axis(arguments.Long(context, "axis2"), array.Rank, "axis2");
        (order[first], order[second]) = (order[second], order[first]);
        return Views.Record(context, "swapaxes", array, Views.Transpose(array, order));
    }

    private static NdArray MoveAxis(CallContext context, BoundArguments arguments)
    {
        var array = arguments.Array(context, "a");
        var from = Arguments.Ints(context, arguments["source"]).Select(axis => Shapes.Axis(axis, array.Rank, "source")).ToArray();
        var to = Arguments.Ints(context, arguments["destination"]).Select(axis => Shapes.Axis(axis, array.Rank, "destination")).ToArray();
        if (from.Length != to.Length)
        {
            throw Errors.Value("`source` and `destination` arguments must have the same number of elements", context.Span);
        }

        var order = Enumerable.Range(0, array.Rank).Except(from).ToList();
        foreach (var (destination, source) in to.Zip(from).OrderBy(pair => pair.First))
        {
            order.Insert(destination, source);
        }

        return Views.Record(context, "numpy.moveaxis", array, Views.Transpose(array, order.ToArray()));
    }

    private static NdArray RollAxis(CallContext context, BoundArguments arguments)
    {
        var array = arguments.Array(context, "a");
        var axis = Shapes.Axis(arguments.Long(context, "axis"), array.Rank);
        var start = arguments.Int(context, "start");
        start = start < 0 ? start + array.Rank : start;
        if (start < 0 || start > array.Rank)
        {
            throw Errors.Python("AxisError", ErrorCodes.IndexOutOfRange, $"'start' arg requires {-array.Rank} <= start < {array.Rank + 1}, but {start} was passed in", context.Span);
        }

        var order = Enumerable.Range(0, array.Rank).ToList();
        order.RemoveAt(axis);
        order.Insert(axis < start ? start - 1 : start, axis);
        return Views.Record(context, "numpy.rollaxis", array, Views.Transpose(array, order.ToArray()));
    }

    private static NdArray Squeeze(CallContext context, BoundArguments arguments)
    {
        var array = arguments.Array(context, "a");
        var chosen = arguments.Has("axis")
            ? Arguments.Axes(context, arguments["axis"], array.Rank)
            : Array.ConvertAll(array.Shape, length => length == 1);
        return Layouts.Squeeze(context, array, chosen);
    }

    private static NdArray ExpandDims(CallContext context, BoundArguments arguments) =>
        Layouts.ExpandDims(context, arguments.Array(context, "a"), Arguments.Ints(context, arguments["axis"]), "numpy.expand_dims");

    private static NdArray Flip(CallContext context, NdArray array, Value axis) => Layouts.Flip(context, array, Arguments.Axes(context, axis, array.Rank), "numpy.flip");

    private static NdArray Rot90(CallContext context, BoundArguments arguments)
    {
        var array = arguments.Array(context, "m");
        var axes = arguments.Has("axes") ? Arguments.Ints(context, arguments["axes"]) : [0, 1];
        if (axes.Length != 2)
        {
            throw Errors.Value("len(axes) must be 2.", context.Span);
        }

        if (axes[0] == axes[1] || Math.Abs((long)axes[0] - axes[1]) == array.Rank)
        {
            throw Errors.Value("Axes must be different.", context.Span);
        }

        int first = Shapes.Axis(axes[0], array.Rank), second = Shapes.Axis(axes[1], array.Rank);
        var order = Enumerable.Range(0, array.Rank).ToArray();
        (order[first], order[second]) = (order[second], order[first]);
        return (((arguments.Int(context, "k") % 4) + 4) % 4) switch
        {
            0 => array,
            1 => Views.Transpose(Flip(context, array, new IntegerValue(second)), order),
            2 => Flip(context, Flip(context, array, new IntegerValue(first)), new IntegerValue(second)),
            _ => Flip(context, Views.Transpose(array, order), new IntegerValue(second)),
        };
    }
}
