using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary>The reductions as calls.</summary>
internal static class ReductionFunctions
{
    private const string SumName = "numpy.sum";
    private const string Plain = "a, axis=None, dtype=None, out=None, keepdims=False";

    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        new(SumName, Plain + ", initial=None, where=True", "The sum, in NumPy's order of adding.", (context, arguments) => Out(context, arguments, Sum(context, arguments))),
        new("numpy.nansum", Plain, "The sum without NaN.", (context, arguments) =>
        {
            var array = WithoutNaN(context, arguments.Array(context, "a"));
            return Reductions.Sum(context, array, arguments.Axes(context, array), arguments.Flag("keepdims"), SumName);
        }),
        new("numpy.mean", Plain, "The mean.", (context, arguments) =>
        {
            var array = arguments.Typed(context);
            return Out(context, arguments, Mean(context, array, arguments.Axes(context, array), arguments.Flag("keepdims"), "numpy.mean"));
        }),
        Var("numpy.var", "The variance; ddof is subtracted from the count.", isRoot: false),
        Var("numpy.std", "The standard deviation.", isRoot: true),
        Product("prod"),
        Product("product"),
        .. ExtremesOf("max", "amax", true),
        .. ExtremesOf("min", "amin", false),
        ArgExtreme("argmax", true),
        ArgExtreme("argmin", false),
        new("numpy.ptp", "a, axis=None, out=None, keepdims=False", "The greatest less the smallest.", (context, arguments) =>
        {
            var array = arguments.Array(context, "a");
            return BinaryUfuncs.Subtract.Apply(context, Extreme(context, arguments, array, isMax: true), Extreme(context, arguments, array, isMax: false));
        }),
        Truth("any", false),
        Truth("sometrue", false),
        Truth("all", true),
        Truth("alltrue", true),
        Cumulative("numpy.cumsum", "The sums up to each element.", BinaryUfuncs.Add),
        CumulativeProduct,
        CumulativeProduct with { Name = "numpy.cumproduct" },
        new("numpy.average", "a, axis=None, weights=None, returned=False, keepdims=False", "The mean, weighted where weights are given.", Average),
        new("numpy.count_nonzero", "a, axis=None, keepdims=False", "How many elements are not 0.", (context, arguments) =>
        {
            var array = Casts.To(context, arguments.Array(context, "a"), DType.Bool);
            var count = Reductions.Sum(context, array, arguments.Axes(context, array), arguments.Flag("keepdims"), SumName);
            return count.IsScalar && !arguments.Has("axis") ? count.ToPython() : count;
        }),
    ];

    /// <summary>The mean, with NumPy's warning about one of nothing.</summary>
    public static NdArray Mean(CallContext context, NdArray array, bool[] axes, bool keep, string name)
    {
        if (Shapes.Count(array.Shape, axes) == 0)
        {
            context.Session.Warn("RuntimeWarning: Mean of empty slice.", context.Span);
        }

        return Reductions.Mean(context, array, axes, keep, name);
    }

    /// <summary>NaN replaced by 0; its gradient is cut.</summary>
    private static NdArray WithoutNaN(CallContext context, NdArray array)
    {
        if (array.DType != DType.Float64)
        {
            return array;
        }

        var floats = Floats.Of(array);
        return Gathering.Take(context, "numpy.nan_to_num", array, array.Shape, k => double.IsNaN(floats[k]) ? -1 : k);
    }

    /// <summary>The array as the type that <c>dtype=</c> asks for.</summary>
    public static NdArray Typed(this BoundArguments arguments, CallContext context) =>
        arguments.DTypeOf(context) is { } dtype ? Casts.To(context, arguments.Array(context, "a"), dtype) : arguments.Array(context, "a");

    private static NdArray Sum(CallContext context, BoundArguments arguments)
    {
        // A generator was made a list before it came here; True and 0 mean what NumPy's defaults mean.
        var array = arguments.Array(context, "a");
        if (arguments["where"] is not BooleanValue { Value: true })
        {
            var mask = arguments.Array(context, "where");
            var shape = Shapes.Broadcast(array, mask);
            Shapes.Charge(context, shape);
            var chosen = Floats.Of(mask, shape);
            array = Gathering.Take(context, SumName, Views.Broadcast(array, shape), shape, k => chosen[k] != 0 ? k : -1);
        }

        var sum = Reductions.Sum(context, array, arguments.Axes(context, array), arguments.Flag("keepdims"), SumName, arguments.DTypeOf(context));
        return arguments.Has("initial") ? BinaryUfuncs.Add.Apply(context, sum, arguments.Array(context, "initial")) : sum;
    }

    private static NdArray Out(CallContext context, BoundArguments arguments, NdArray result)
    {
        if (!arguments.Has("out"))
        {
            return result;
        }

        if (arguments["out"] is not NdArray { IsScalar: false } target)
        {
            throw Errors.Type("output must be an array", context.Span);
        }

        ArrayOperators.CheckOutput(context, target);
        Writes.Into(context, null, target, result);
        return target;
    }

    private static LibraryFunction Var(string name, string summary, bool isRoot) => new(name, "a, axis=None, dtype=None, out=None, ddof=0, keepdims=False", summary, (context, arguments) =>
    {
        NdArray array = arguments.Typed(context);
        var axes = arguments.Axes(context, array);
        var ddof = arguments.Double(context, "ddof");
        if (Shapes.Count(array.Shape, axes) <= ddof)
        {
            context.Session.Warn("RuntimeWarning: Degrees of freedom <= 0 for slice", context.Span);
        }

        return Out(context, arguments, Reductions.Var(context, array, axes, arguments.Flag("keepdims"), ddof, isRoot, name));
    });

    private static LibraryFunction Product(string name) => new("numpy." + name, Plain, "The product.", (context, arguments) =>
    {
        var array = arguments.Typed(context);
        return Out(context, arguments, Reductions.Prod(context, array, arguments.Axes(context, array), arguments.Flag("keepdims"), "numpy.prod"));
    });

    private static LibraryFunction Cumulative(string name, string summary, BinaryUfunc ufunc) => new(name, "a, axis=None, dtype=None, out=None", summary, (context, arguments) =>
        UfuncMethods.Accumulated(context, ufunc, arguments.Array(context, "a"), arguments["axis"], arguments.DTypeOf(context), name));

    private static LibraryFunction CumulativeProduct => Cumulative("numpy.cumprod", "The products up to each element.", BinaryUfuncs.Multiply);

    private static NdArray Extreme(CallContext context, BoundArguments arguments, NdArray array, bool isMax) =>
        Extremes.Of(context, array, arguments.Axes(context, array), arguments.Flag("keepdims"), isMax, isMax ? "numpy.max" : "numpy.min");

    private static LibraryFunction[] ExtremesOf(string name, string other, bool isMax) =>
    [
        Extreme(name, isMax),
        Extreme(other, isMax),
        Extreme("nan" + name, isMax),
    ];

    private static LibraryFunction Extreme(string name, bool isMax) => new("numpy." + name, "a, axis=None, out=None, keepdims=False, initial=None", $"The {(isMax ? "greatest" : "smallest")} element; the first of equals has the gradient.", (context, arguments) =>
    {
        var array = arguments.Array(context, "a");
        if (name.StartsWith("nan", StringComparison.Ordinal) && array.DType == DType.Float64)
        {
            var floats = Floats.Of(array);
            array = Gathering.Take(context, name, array, array.Shape, k => double.IsNaN(floats[k]) ? -1 : k, isMax ? double.NegativeInfinity : double.PositiveInfinity);
        }

        if (arguments.Has("initial") && array.Size == 0)
        {
            return arguments.Array(context, "initial");
        }

        var extreme = Extreme(context, arguments, array, isMax);
        return Out(context, arguments, arguments.Has("initial") ? (isMax ? BinaryUfuncs.Maximum : BinaryUfuncs.Minimum).Apply(context, extreme, arguments.Array(context, "initial")) : extreme);
    });

    private static LibraryFunction ArgExtreme(string name, bool isMax) => new("numpy." + name, "a, axis=None, out=None, keepdims=False", $"The place of the first {(isMax ? "greatest" : "smallest")} element.", (context, arguments) =>
    {
        var array = arguments.Array(context, "a");
        if (arguments.Has("axis"))
        {
            Shapes.Axis(arguments.Long(context, "axis"), Math.Max(array.Rank, 1));
        }

        return Extremes.Places(context, array, arguments.Axes(context, array), arguments.Flag("keepdims"), isMax);
    });

    private static LibraryFunction Truth(string name, bool isAll) => new("numpy." + name, "a, axis=None, out=None, keepdims=False", isAll ? "Whether all elements are true." : "Whether any element is true.", (context, arguments) =>
    {
        var array = arguments.Array(context, "a");
        return Reductions.Truth(context, array, arguments.Axes(context, array), arguments.Flag("keepdims"), isAll);
    });

    private static Value Average(CallContext context, BoundArguments arguments)
    {
        var array = arguments.Array(context, "a");
        var keep = arguments.Flag("keepdims");
        if (!arguments.Has("weights"))
        {
            return Mean(context, array, arguments.Axes(context, array), keep, "numpy.average");
        }

        var weights = arguments.Array(context, "weights");
        if (!Shapes.Same(weights.Shape, array.Shape))
        {
            if (!arguments.Has("axis"))
            {
                throw Errors.Type("Axis must be specified when shapes of a and weights differ.", context.Span);
            }

            if (weights.Rank != 1)
            {
                throw Errors.Type("1D weights expected when shapes of a and weights differ.", context.Span);
            }

            var axis = Shapes.Axis(arguments.Long(context, "axis"), array.Rank);
            if (weights.Size != array.Shape[axis])
            {
                throw Errors.Shape("Length of weights not compatible with specified axis.", context.Span);
            }

            weights = Views.Reshape(context, weights, [.. Enumerable.Range(0, array.Rank).Select(at => at == axis ? weights.Size : 1)]);
            weights = Views.Broadcast(weights, array.Shape);
        }

        var axes = arguments.Axes(context, array);
        var total = Reductions.Sum(context, Casts.To(context, weights, DType.Float64), axes, keep, SumName);
        if (Floats.Of(total) is var all && Enumerable.Range(0, total.Size).Any(k => all[k] == 0))
        {
            throw Errors.Python("ZeroDivisionError", ErrorCodes.DivisionByZero, "Weights sum to zero, can't be normalized", context.Span);
        }

        var sum = Reductions.Sum(context, BinaryUfuncs.Multiply.Apply(context, Casts.To(context, array, DType.Float64), weights), axes, keep, SumName);
        var average = BinaryUfuncs.Divide.Apply(context, sum, total);
        return arguments.Flag("returned") ? new TupleValue(average, total) : average;
    }
}
