using System.Globalization;
using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary>The same elements under another shape, as views wherever NumPy has views.</summary>
internal static class Shaping
{
    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        new("numpy.reshape", "a, newshape, order='C'", "Another shape of the same size; one length may be -1.", (context, arguments) =>
            Reshape(context, arguments.Array(context, "a"), Arguments.Sizes(context, arguments["newshape"]), arguments.Text(context, "order"))),
        new("numpy.ravel", "a, order='C'", "One axis; a view where possible.", (context, arguments) => Reshape(context, arguments.Array(context, "a"), [-1], arguments.Text(context, "order"))),
        new("numpy.transpose", "a, axes=None", "The axes in another order, by default reversed.", (context, arguments) =>
            Transpose(context, arguments.Array(context, "a"), arguments.Has("axes") ? Arguments.Ints(context, arguments["axes"]) : null)),
        new("numpy.swapaxes", "a, axis1, axis2", "Two axes exchanged.", SwapAxes),
        new("numpy.moveaxis", "a, source, destination", "Axes moved to other places.", MoveAxis),
        new("numpy.rollaxis", "a, axis, start=0", "An axis moved to before another.", RollAxis),
        new("numpy.squeeze", "a, axis=None", "Without axes of size 1.", Squeeze),
        new("numpy.expand_dims", "a, axis", "With new axes of size 1.", ExpandDims),
        new("numpy.atleast_1d", "*arys", "With at least one axis.", (context, arguments) => EachOf(context, arguments, array => AtLeast(context, array, 1))),
        new("numpy.atleast_2d", "*arys", "With at least two axes.", (context, arguments) => EachOf(context, arguments, array => AtLeast(context, array, 2))),
        new("numpy.atleast_3d", "*arys", "With at least three axes.", (context, arguments) => EachOf(context, arguments, array => AtLeast(context, array, 3))),
        new("numpy.broadcast_to", "array, shape, subok=False", "A read-only view under a shape that it broadcasts to.", (context, arguments) =>
            BroadcastTo(context, arguments.Array(context, "array"), Arguments.Shape(context, arguments["shape"]))),
        new("numpy.broadcast_arrays", "*args", "All arrays under their common shape.", (context, arguments) =>
        {
            var arrays = arguments.Rest.Select(value => ArrayConversion.ToArray(context, value)).ToArray();
            var shape = Shapes.Broadcast(context, arrays);
            return new ListValue([.. arrays.Select(array => BroadcastTo(context, array, shape))]);
        }),
        new("numpy.flip", "m, axis=None", "Axes reversed: a view.", (context, arguments) => Flip(context, arguments.Array(context, "m"), arguments["axis"])),
        new("numpy.fliplr", "m", "The second axis reversed.", (context, arguments) => Flip(context, arguments.Array(context, "m"), new IntegerValue(1))),
        new("numpy.flipud", "m", "The first axis reversed.", (context, arguments) => Flip(context, arguments.Array(context, "m"), new IntegerValue(0))),
        new("numpy.rot90", "m, k=1, axes=None", "Turned by quarters in the first two axes.", Rot90),
        new("numpy.shape", "a", "The sizes of the axes.", (context, arguments) => Tuple(arguments.Array(context, "a").Shape)),
        new("numpy.ndim", "a", "How many axes there are.", (context, arguments) => new IntegerValue(arguments.Array(context, "a").Rank)),
        new("numpy.size", "a, axis=None", "How many elements there are.", (context, arguments) =>
        {
            var array = arguments.Array(context, "a");
            return new IntegerValue(arguments.Has("axis") ? array.Shape[Shapes.Axis(context, arguments.Long(context, "axis"), array.Rank)] : array.Size);
        }),
    ];

    /// <summary>Whole numbers as a tuple, as <c>x.shape</c> is.</summary>
    public static TupleValue Tuple(IEnumerable<int> numbers) => new([.. numbers.Select(number => new IntegerValue(number))]);

    /// <summary>Another shape of the same size; one length may be -1. Order <c>F</c> reads and writes columns first.</summary>
    public static NdArray Reshape(CallContext context, NdArray array, int[] wanted, string order = "C")
    {
        var shape = wanted.ToArray();
        // NumPy takes any negative length for -1.
        var unknown = Array.FindIndex(shape, length => length < 0);
        if (shape.Count(length => length < 0) > 1)
        {
            throw Errors.Value("can only specify one unknown dimension", context.Span);
        }

        var known = Shapes.Count(shape.Where(length => length >= 0).ToArray());
        if (unknown >= 0 && known > 0 && array.Size % known == 0)
        {
            shape[unknown] = (int)(array.Size / known);
            known = array.Size;
        }

        if (known != array.Size || shape.Any(length => length < 0))
        {
            // NumPy leaves the unknown length out when it prints the shape.
            var words = unknown < 0 ? ShapeWords.Tight(shape) : $"({string.Join(',', wanted.Select(length => length < 0 ? "newaxis" : length.ToString(CultureInfo.InvariantCulture)).SkipWhile(word => word == "newaxis"))})";
            throw Errors.Shape($"cannot reshape array of size {array.Size} into shape {words}", context.Span);
        }

        if (order is "F")
        {
            var reversed = Views.Transpose(array, Reversed(array.Rank));
            var made = Views.Reshape(context, reversed, [.. shape.Reverse()]);
            return Views.Record(context, "reshape", array, Views.Transpose(made, Reversed(shape.Length)));
        }

        return Views.Record(context, "reshape", array, Views.Reshape(context, array, shape));
    }

    /// <summary>The axes in another order; reversed for null.</summary>
    public static NdArray Transpose(CallContext context, NdArray array, int[]? axes)
    {
        axes ??= Reversed(array.Rank);
        if (axes.Length != array.Rank)
        {
            throw Errors.Shape("axes don't match array", context.Span);
        }

        var order = axes.Select(axis => Shapes.Axis(context, axis, array.Rank)).ToArray();
        return order.Distinct().Count() == order.Length
            ? Views.Record(context, "transpose", array, Views.Transpose(array, order))
            : throw Errors.Value("repeated axis in transpose", context.Span);
    }

    public static NdArray AtLeast(CallContext context, NdArray array, int rank)
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

    public static NdArray BroadcastTo(CallContext context, NdArray array, int[] shape)
    {
        if (Shapes.Broadcast(array.Shape, shape) is not { } both || !Shapes.Same(both, shape))
        {
            throw array.Rank > shape.Length
                ? Errors.Shape("input operand has more dimensions than allowed by the axis remapping", context.Span)
                : Errors.Shape($"operands could not be broadcast together with remapped shapes [original->remapped]: {ShapeWords.Tight(array.Shape)}  and requested shape {ShapeWords.Tight(shape)}", context.Span);
        }

        // It takes no memory, but whatever reads it does: a size beyond every budget is refused here.
        Shapes.ChargeWork(context, shape);
        return Views.Record(context, "numpy.broadcast_to", array, Views.Broadcast(array, shape));
    }

    private static int[] Reversed(int rank) => [.. Enumerable.Range(0, rank).Reverse()];

    private static Value EachOf(CallContext context, BoundArguments arguments, Func<NdArray, NdArray> apply)
    {
        var made = arguments.Rest.Select(value => (Value)apply(ArrayConversion.ToArray(context, value))).ToList();
        return made.Count == 1 ? made[0] : new ListValue(made);
    }

    private static NdArray SwapAxes(CallContext context, BoundArguments arguments)
    {
        var array = arguments.Array(context, "a");
        var order = Enumerable.Range(0, array.Rank).ToArray();
        var first = Shapes.Axis(context, arguments.Long(context, "axis1"), array.Rank, "axis1: ");
        var second = Shapes.Axis(context, arguments.Long(context, "axis2"), array.Rank, "axis2: ");
        (order[first], order[second]) = (order[second], order[first]);
        return Views.Record(context, "swapaxes", array, Views.Transpose(array, order));
    }

    private static NdArray MoveAxis(CallContext context, BoundArguments arguments)
    {
        var array = arguments.Array(context, "a");
        var from = Arguments.Ints(context, arguments["source"]).Select(axis => Shapes.Axis(context, axis, array.Rank, "source: ")).ToArray();
        var to = Arguments.Ints(context, arguments["destination"]).Select(axis => Shapes.Axis(context, axis, array.Rank, "destination: ")).ToArray();
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
        var axis = Shapes.Axis(context, arguments.Long(context, "axis"), array.Rank);
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
        if (chosen.Where((gone, axis) => gone && array.Shape[axis] != 1).Any())
        {
            throw Errors.Shape("cannot select an axis to squeeze out which has size not equal to one", context.Span);
        }

        var left = Enumerable.Range(0, array.Rank).Where(axis => !chosen[axis]).ToArray();
        return array.IsScalar ? array : Views.Record(context, "squeeze", array, Views.Of(array, array.Offset, [.. left.Select(axis => array.Shape[axis])], [.. left.Select(axis => array.Strides[axis])]));
    }

    private static NdArray ExpandDims(CallContext context, BoundArguments arguments)
    {
        var array = arguments.Array(context, "a");
        var axes = Arguments.Ints(context, arguments["axis"]);
        var rank = array.Rank + axes.Length;
        var added = axes.Select(axis => Shapes.Axis(context, axis, rank)).ToHashSet();
        if (added.Count < axes.Length)
        {
            throw Errors.Value("repeated axis", context.Span);
        }

        var old = 0;
        int[] shape = [.. Enumerable.Range(0, rank).Select(axis => added.Contains(axis) ? 1 : array.Shape[old++])];
        return Views.Record(context, "numpy.expand_dims", array, Views.Reshape(context, array, shape));
    }

    private static NdArray Flip(CallContext context, NdArray array, Value axis)
    {
        var chosen = Arguments.Axes(context, axis, array.Rank);
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

        return Views.Record(context, "numpy.flip", array, Views.Of(array, offset, array.Shape, strides));
    }

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

        int first = Shapes.Axis(context, axes[0], array.Rank), second = Shapes.Axis(context, axes[1], array.Rank);
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
