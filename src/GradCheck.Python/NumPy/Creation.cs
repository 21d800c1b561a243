using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary>New arrays: <c>zeros</c>, <c>arange</c>, <c>array</c>.</summary>
internal static class Creation
{
    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        Filled("zeros", 0),
        Filled("ones", 1),
        Filled("empty", 0),
        Like("zeros_like", 0),
        Like("ones_like", 1),
        Like("empty_like", 0),
        Movers.Of("numpy.full", "shape, fill_value, dtype=None, order='C'", "An array of one value.", (context, arguments) =>
            Full(context, Arguments.Shape(context, arguments["shape"]), arguments.Array(context, "fill_value"), arguments.DTypeOf(context))),
        Movers.Of("numpy.full_like", "a, fill_value, dtype=None, order='K', subok=True, shape=None", "An array of one value with the shape and type of another.", (context, arguments) =>
            arguments.Array(context, "a") is var like ? Full(context, like.Shape, arguments.Array(context, "fill_value"), arguments.DTypeOf(context) ?? like.DType) : like),
        Movers.Of("numpy.array", "object, dtype=None, copy=True, order='K', subok=False, ndmin=0", "An array of nested lists or tuples, or a copy of an array.", (context, arguments) =>
        {
            var made = Array(context, arguments["object"], arguments.DTypeOf(context), arguments.Flag("copy"));
            var missing = arguments.Int(context, "ndmin") - made.Rank;
            return missing > 0 ? Views.Reshape(context, made, [.. Enumerable.Repeat(1, missing), .. made.Shape]) : made;
        }),
        Movers.Of("numpy.asarray", "a, dtype=None, order=None", "The array itself, or a new one of nested lists or tuples.", (context, arguments) => Array(context, arguments["a"], arguments.DTypeOf(context), copy: false)),
        Movers.Of("numpy.asanyarray", "a, dtype=None, order=None", "As asarray.", (context, arguments) => Array(context, arguments["a"], arguments.DTypeOf(context), copy: false)),
        Movers.Of("numpy.ascontiguousarray", "a, dtype=None", "The array in row-major order; a copy where it is not.", (context, arguments) =>
            Array(context, arguments["a"], arguments.DTypeOf(context), copy: false) is var array && array.IsContiguous ? array : Views.Copy(context, array)),
        new("numpy.asfarray", "a, dtype=None", "The array as floats.", (context, arguments) => Array(context, arguments["a"], DType.Float64, copy: false)),
        Movers.Of("numpy.copy", "a, order='K', subok=False", "A copy.", (context, arguments) => Array(context, arguments["a"], null, copy: true)),
        new("numpy.arange", "start, stop=None, step=None, dtype=None", "Evenly spaced numbers, the end left out.", (context, arguments) =>
            Range(context, arguments["start"], arguments["stop"], arguments["step"], arguments.DTypeOf(context))),
        new("numpy.linspace", "start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0", "Evenly spaced floats, the end included.", Linspace),
        new("numpy.eye", "N, M=None, k=0, dtype=None, order='C'", "Ones on a diagonal.", (context, arguments) =>
            Eye(context, arguments.Int(context, "N"), arguments.Has("M") ? arguments.Int(context, "M") : null, arguments.Int(context, "k"), arguments.DTypeOf(context))),
        new("numpy.identity", "n, dtype=None", "The unit matrix.", (context, arguments) => Eye(context, arguments.Int(context, "n"), null, 0, arguments.DTypeOf(context))),
    ];

    /// <summary>An array of a value and its copies; a tracked value keeps its node.</summary>
    public static NdArray Full(CallContext context, int[] shape, NdArray value, DType? dtype)
    {
        var count = Shapes.Charge(context, shape);
        var type = dtype ?? value.DType;
        var made = type == DType.Float64 ? NdArray.Of(shape, new double[count]) : NdArray.Of(shape, type, new long[count]);
        if (value.Size != 1 || Floats.Of(value)[0] != 0 || Floats.Of(value).IsTracked)
        {
            Writes.Into(context, "numpy.full", made, value);
        }

        return made;
    }

    /// <summary>A value as a new array, or as it is where it is one of the type asked for.</summary>
    public static NdArray Array(CallContext context, Value value, DType? dtype, bool copy)
    {
        // What is asked for as numbers is none of objects.
        var array = ArrayConversion.ToArray(dtype is null ? context : context with { TakesObjects = false }, value);
        array = array.IsForeign ? Views.Of(array, array.Offset, array.Shape, array.Strides) : array;
        var converted = dtype is { } type ? Casts.To(context, array, type) : array;
        return ArrayConversion.Unscalar(converted != array || (value is not NdArray && !array.IsScalar) || (!copy && !array.IsScalar)
            ? converted
            : Views.Record(context, "copy", array, Views.Copy(context, array)));
    }

    private static LibraryFunction Filled(string name, long value) =>
        new("numpy." + name, "shape, dtype=None, order='C'", value == 1 ? "An array of ones." : "An array of zeros.", (context, arguments) =>
            Full(context, Arguments.Shape(context, arguments["shape"]), NdArray.Of([], DType.Int64, [value]), arguments.DTypeOf(context) ?? DType.Float64));

    private static LibraryFunction Like(string name, long value) =>
        Movers.Of("numpy." + name, "a, dtype=None, order='K', subok=True, shape=None", (value == 1 ? "Ones" : "Zeros") + " with the shape and type of another array.", (context, arguments) =>
        {
            var like = arguments.Array(context, "a");
            return Full(context, arguments.Has("shape") ? Arguments.Shape(context, arguments["shape"]) : like.Shape, NdArray.Of([], DType.Int64, [value]), arguments.DTypeOf(context) ?? like.DType);
        });

    private static NdArray Eye(CallContext context, int rows, int? columns, int diagonal, DType? dtype)
    {
        if (rows < 0 || columns < 0)
        {
            throw Errors.Value("negative dimensions are not allowed", context.Span);
        }

        var made = Full(context, [rows, columns ?? rows], NdArray.Of([], DType.Int64, [0L]), dtype ?? DType.Float64);
        for (var row = Math.Max(0, -diagonal); row < rows && row + diagonal < made.Shape[1]; row++)
        {
            if (made.DType == DType.Float64)
            {
                made.Storage.Floats[(row * made.Shape[1]) + row + diagonal] = 1;
            }
            else
            {
                made.Storage.Integers[(row * made.Shape[1]) + row + diagonal] = 1;
            }
        }

        return made;
    }

    /// <summary>Evenly spaced numbers, as <c>np.arange</c> makes them; without a stop, the start is the stop.</summary>
    public static NdArray Range(CallContext context, Value first, Value stopping, Value stepping, DType? wanted = null)
    {
        NdArray start = ArrayConversion.ToArray(context, first), stop = start, step = NdArray.Of([], DType.Int64, [1L]);
        if (stopping is not NoneValue)
        {
            stop = ArrayConversion.ToArray(context, stopping);
        }
        else
        {
            start = NdArray.Of([], DType.Int64, [0L]);
        }

        step = stepping is not NoneValue ? ArrayConversion.ToArray(context, stepping) : step;
        if (start.Size != 1 || stop.Size != 1 || step.Size != 1)
        {
            throw Errors.Value("setting an array element with a sequence.", context.Span);
        }

        double from = Floats.Of(start)[0], difference = Floats.Of(step)[0], to = Floats.Of(stop)[0];
        if (difference == 0)
        {
            throw Errors.Python("ZeroDivisionError", ErrorCodes.DivisionByZero, "division by zero", context.Span);
        }

        var length = Math.Ceiling((to - from) / difference);
        if (double.IsNaN(length))
        {
            throw Errors.Value("arange: cannot compute length", context.Span);
        }

        var count = (long)Math.Clamp(length, 0, long.MaxValue / 64);
        context.Budget.Array(count, context.Span);
        var dtype = Casts.Promote(Casts.Promote(start.DType, stop.DType), Casts.Promote(step.DType, DType.Int64));
        var made = new double[count];
        for (var k = 0; k < made.Length; k++)
        {
            // NumPy takes the difference of the first two elements, which rounding makes another number than the step.
            made[k] = from + (k * (from + difference - from));
        }

        var array = dtype == DType.Float64
            ? NdArray.Of([made.Length], made)
            : NdArray.Of([made.Length], DType.Int64, System.Array.ConvertAll(made, value => (long)value));
        return wanted is { } type ? Casts.To(context, array, type) : array;
    }

    private static NdArray Linspace(CallContext context, BoundArguments arguments)
    {
        double start = arguments.Double(context, "start"), stop = arguments.Double(context, "stop");
        var count = arguments.Int(context, "num");
        if (count < 0)
        {
            throw Errors.Value($"Number of samples, {count}, must be non-negative.", context.Span);
        }

        context.Budget.Array(count, context.Span);
        var parts = arguments.Flag("endpoint") ? count - 1 : count;
        var step = (stop - start) / parts;
        var made = new double[count];
        for (var k = 0; k < count; k++)
        {
            made[k] = parts > 0 ? (k * step) + start : start;
        }

        if (arguments.Flag("endpoint") && count > 1)
        {
            made[^1] = stop;
        }

        var array = NdArray.Of([count], made);
        return arguments.DTypeOf(context) is { } wanted ? Casts.To(context, array, wanted) : array;
    }
}
