using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary><c>np.pad</c>.</summary>
internal static class Padding
{
    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        new("numpy.pad", "array, pad_width, mode='constant', **options", "Padded with constants (constant_values), the edge, a reflection or the other side.", Pad),
    ];

    private static NdArray Pad(CallContext context, BoundArguments arguments)
    {
        var array = arguments.Array(context, "array");
        var widths = Pairs(context, arguments["pad_width"], array.Rank);
        if (widths.Any(pair => pair.Before < 0 || pair.After < 0))
        {
            throw Errors.Value("index can't contain negative values", context.Span);
        }

        var mode = arguments.Text(context, "mode");
        foreach (var (name, _) in arguments.Keywords)
        {
            if (mode != "constant" || name != "constant_values")
            {
                throw Errors.Value($"unsupported keyword arguments for mode '{mode}': {{'{name}'}}", context.Span);
            }
        }

        var filling = arguments.Keywords.Select(pair => pair.Value).FirstOrDefault() ?? new IntegerValue(0);
        var shape = new int[array.Rank];
        for (var axis = 0; axis < shape.Length; axis++)
        {
            var length = array.Shape[axis] + widths[axis].Before + widths[axis].After;
            context.Budget.Array(length, context.Span);
            shape[axis] = (int)length;
        }

        if (mode != "constant")
        {
            Func<long, int, long> source = mode switch
            {
                "edge" => (at, length) => Math.Clamp(at, 0, length - 1),
                "wrap" => (at, length) => ((at % length) + length) % length,
                "reflect" => (at, length) => Reflected(at, length, length - 1),
                "symmetric" => (at, length) => Reflected(at, length, length),
                _ => throw Errors.Unsupported($"np.pad is supported with the modes constant, edge, reflect, symmetric and wrap, not '{mode}'", context.Span),
            };
            if (array.Size == 0 && Shapes.Count(shape) > 0)
            {
                throw Errors.Value($"can't extend empty axis 0 using modes other than 'constant' or 'empty'", context.Span);
            }

            return Gathering.Take(context, "numpy.pad", array, shape, Walk(array, shape, widths, source));
        }

        if (filling is IntegerValue or FloatValue { Node: 0 } or BooleanValue)
        {
            // A float constant in an int array is cut, as NumPy does.
            var constant = array.DType == DType.Float64 ? Arguments.Double(context, filling) : Math.Truncate(Arguments.Double(context, filling));
            return Gathering.Take(context, "numpy.pad", array, shape, Walk(array, shape, widths, (at, length) => at >= 0 && at < length ? at : -1), constant);
        }

        var values = ConstantPairs(context, filling, array.Rank);
        var result = Gathering.Take(context, "numpy.pad", array, shape, Walk(array, shape, widths, (at, length) => at >= 0 && at < length ? at : -1));
        for (var axis = 0; axis < shape.Length; axis++)
        {
            Fill(axis, 0, (int)widths[axis].Before, values[axis].Before);
            Fill(axis, shape[axis] - (int)widths[axis].After, (int)widths[axis].After, values[axis].After);
        }

        return result;

        void Fill(int axis, int from, int count, double value)
        {
            var part = shape.ToArray();
            part[axis] = count;
            Writes.Into(context, null, Views.Of(result, result.Offset + (from * result.Strides[axis]), part, result.Strides), NdArray.Scalar(value));
        }
    }

    private static Func<int, int> Walk(NdArray array, int[] shape, (long Before, long After)[] widths, Func<long, int, long> source)
    {
        int[] steps = NdArray.RowMajor(shape), strides = NdArray.RowMajor(array.Shape);
        return place =>
        {
            var from = 0;
            for (var axis = 0; axis < steps.Length; axis++)
            {
                var at = source((place / steps[axis] % shape[axis]) - widths[axis].Before, array.Shape[axis]);
                if (at < 0)
                {
                    return -1;
                }

                from += (int)at * strides[axis];
            }

            return from;
        };
    }

    private static long Reflected(long at, int length, int half)
    {
        if (length == 1)
        {
            return 0;
        }

        var period = 2L * half;
        var place = ((at % period) + period) % period;
        return place < length ? place : period - place - (half == length ? 1 : 0);
    }

    private static (long Before, long After)[] Pairs(CallContext context, Value value, int rank)
    {
        var given = ArrayConversion.ToArray(context, value);
        if (given.DType == DType.Float64 && given.Size > 0)
        {
            throw Errors.Type("`pad_width` must be of integral type.", context.Span);
        }

        var wide = Broadcast(context, given, rank);
        return [.. Enumerable.Range(0, rank).Select(axis => ((long)wide[2 * axis], (long)wide[(2 * axis) + 1]))];
    }

    private static (double Before, double After)[] ConstantPairs(CallContext context, Value value, int rank)
    {
        var wide = Broadcast(context, ArrayConversion.ToArray(context, value), rank);
        return [.. Enumerable.Range(0, rank).Select(axis => (wide[2 * axis], wide[(2 * axis) + 1]))];
    }

    private static double[] Broadcast(CallContext context, NdArray given, int rank) =>
        Shapes.Broadcast(given.Shape, [rank, 2]) is { } shape && Shapes.Same(shape, [rank, 2])
            ? Views.Broadcast(given, shape).ToDoubles()
            : throw Errors.Shape($"operands could not be broadcast together with remapped shapes [original->remapped]: {ShapeWords.Tight(given.Shape)}  and requested shape ({rank},2)", context.Span);
}
