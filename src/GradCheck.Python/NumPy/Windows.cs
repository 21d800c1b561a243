using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary>Overlapping looks at the same memory, within its bounds.</summary>
internal static class Windows
{
    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        new("numpy.lib.stride_tricks.as_strided", "x, shape=None, strides=None, subok=False, writeable=True", "A view with strides of one's own, in bytes; one that leaves the array's memory is refused.", AsStrided),
        new("numpy.lib.stride_tricks.sliding_window_view", "x, window_shape, axis=None, subok=False, writeable=False", "All windows of a size: a read-only view.", SlidingWindow),
        new("numpy.lib.stride_tricks.broadcast_to", "array, shape, subok=False", "As numpy.broadcast_to.", (context, arguments) =>
            Layouts.BroadcastTo(context, arguments.Array(context, "array"), Arguments.Shape(context, arguments["shape"]), "numpy.broadcast_to")),
    ];

    private static NdArray AsStrided(CallContext context, BoundArguments arguments)
    {
        var array = arguments.Array(context, "x");
        var shape = arguments.Has("shape") ? Arguments.Shape(context, arguments["shape"]) : array.Shape;
        var bytes = array.DType == DType.Bool ? 1 : 8;
        var strides = arguments.Has("strides") ? Arguments.Ints(context, arguments["strides"]) : Array.ConvertAll(array.Strides, stride => stride * bytes);
        if (strides.Length != shape.Length)
        {
            throw Errors.Value("strides must have one number for each length of shape", context.Span);
        }

        if (strides.Any(stride => stride % bytes != 0))
        {
            throw Errors.Unsupported($"np.lib.stride_tricks.as_strided is supported with strides that are multiples of the element's {bytes} bytes", context.Span);
        }

        // The sizes are small enough for an int, and so is each stride: no step of this overflows a long.
        long first = array.Offset, last = array.Offset;
        for (var axis = 0; axis < shape.Length; axis++)
        {
            var reach = (shape[axis] - 1L) * (strides[axis] / bytes);
            (first, last) = reach < 0 ? (first + reach, last) : (first, last + reach);
        }

        Shapes.ChargeWork(context, shape);
        if (Shapes.Count(shape) > 0 && (first < 0 || last >= array.Storage.Count))
        {
            throw Errors.Value("as_strided would read outside of the array's memory", context.Span);
        }

        return Views.Record(context, "numpy.lib.stride_tricks.as_strided", array, Views.Of(array, array.Offset, shape, Array.ConvertAll(strides, stride => stride / bytes)));
    }

    private static NdArray SlidingWindow(CallContext context, BoundArguments arguments)
    {
        var array = arguments.Array(context, "x");
        var window = Arguments.Ints(context, arguments["window_shape"]);
        int[] axes = arguments.Has("axis")
            ? Array.ConvertAll(Arguments.Ints(context, arguments["axis"]), axis => Shapes.Axis(axis, array.Rank))
            : [.. Enumerable.Range(0, array.Rank)];
        if (axes.Length != window.Length)
        {
            throw Errors.Value(arguments.Has("axis")
                ? $"Must provide matching length window_shape and axis; got {window.Length} window_shape elements and {axes.Length} axes elements."
                : $"Since axis is None, must provide window_shape for all dimensions of `x`; got {window.Length} window_shape elements and `x.ndim` is {array.Rank}.", context.Span);
        }

        if (window.Any(length => length < 0))
        {
            throw Errors.Value("`window_shape` cannot contain negative values", context.Span);
        }

        int[] shape = [.. array.Shape, .. window], strides = [.. array.Strides, .. axes.Select(axis => array.Strides[axis])];
        for (var k = 0; k < axes.Length; k++)
        {
            if (shape[axes[k]] < window[k])
            {
                throw Errors.Value("window shape cannot be larger than input array shape", context.Span);
            }

            shape[axes[k]] -= window[k] - 1;
        }

        Shapes.ChargeWork(context, shape);
        var view = new NdArray(array.Storage, array.Offset, shape, strides, isScalar: false, array.Operation) { IsReadOnly = true };
        return Views.Record(context, "numpy.lib.stride_tricks.sliding_window_view", array, view);
    }
}
