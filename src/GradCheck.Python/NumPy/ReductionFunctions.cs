using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary>The reductions as calls.</summary>
internal static class ReductionFunctions
{
    private const string Plain = "a, axis=None, dtype=None, out=None, keepdims=False";

    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        new("numpy.sum", Plain + ", initial=None, where=True", "The sum, in NumPy's order of adding.", (context, arguments) => Out(context, arguments, Sum(context, arguments))),
        new("numpy.nansum", Plain, "The sum without NaN.", (context, arguments) =>
            Reductions.Sum(context, WithoutNaN(context, arguments.Array(context, "a")), arguments["axis"], arguments.Flag("keepdims"))),
        new("numpy.mean", Plain, "The mean.", (context, arguments) =>
            Out(context, arguments, Reductions.Mean(context, Typed(context, arguments), arguments["axis"], arguments.Flag("keepdims")))),
        new("numpy.var", "a, axis=None, dtype=None, out=None, ddof=0, keepdims=False", "The variance; ddof is subtracted from the count.", (context, arguments) =>
            Out(context, arguments, Reductions.Var(context, Typed(context, arguments), arguments["axis"], arguments.Flag("keepdims"), arguments.Double(context, "ddof"), isRoot: false, "numpy.var"))),
        new("numpy.std", "a, axis=None, dtype=None, out=None, ddof=0, keepdims=False", "The standard deviation.", (context, arguments) =>
            Out(context, arguments, Reductions.Var(context, Typed(context, arguments), arguments["axis"], arguments.Flag("keepdims"), arguments.Double(context, "ddof"), isRoot: true, "numpy.std"))),
        Product("prod"),
        Product("product"),
        .. Extremes("max", "amax", true),
        .. Extremes("min", "amin", false),
        ArgExtreme("argmax", true),
        ArgExtreme("argmin", false),
        new("numpy.ptp", "a, axis=None, out=None, keepdims=False", "The greatest less the smallest.", (context, arguments) => BinaryUfuncs.Subtract.Apply(
            context,
            Reductions.Extreme(context, arguments.Array(context, "a"), arguments["axis"], arguments.Flag("keepdims"), isMax: true),
            Reductions.Extreme(context, arguments.Array(context, "a"), arguments["axis"], arguments.Flag("keepdims"), isMax: false))),
        Truth("any", false),
        Truth("sometrue", false),
        Truth("all", true),
        Truth("alltrue", true),
        new("numpy.cumsum", "a, axis=None, dtype=None, out=None", "The sums up to each element.", (context, arguments) => Reductions.Cumulative(context, arguments.Array(context, "a"), arguments["axis"], isProduct: false, arguments.DTypeOf(context))),
        CumulativeProduct("cumprod"),
        CumulativeProduct("cumproduct"),
        new("numpy.average", "a, axis=None, weights=None, returned=False, keepdims=False", "The mean, weighted where weights are given.", Average),
        new("numpy.count_nonzero", "a, axis=None, keepdims=False", "How many elements are not 0.", (context, arguments) =>
        {
            var count = Reductions.Sum(context, ArrayTypes.Convert(context, arguments.Array(context, "a"), DType.Bool), arguments["axis"], arguments.Flag("keepdims"));
            return count.IsScalar && !arguments.Has("axis") ? count.ToPython() : count;
        }),
        new("numpy.add.reduce", "a, axis=0, dtype=None, out=None, keepdims=False", "The sum, over the first axis by default.", (context, arguments) => Reductions.Sum(context, Typed(context, arguments), arguments["axis"], arguments.Flag("keepdims"))),
        new("numpy.maximum.reduce", "a, axis=0, dtype=None, out=None, keepdims=False", "The greatest, over the first axis by default.", (context, arguments) => Reductions.Extreme(context, arguments.Array(context, "a"), arguments["axis"], arguments.Flag("keepdims"), isMax: true)),
    ];

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

    private static NdArray Typed(CallContext context, BoundArguments arguments) =>
        arguments.DTypeOf(context) is { } dtype ? ArrayTypes.Convert(context, arguments.Array(context, "a"), dtype) : arguments.Array(context, "a");

    private static NdArray Sum(CallContext context, BoundArguments arguments)
    {
        // A generator was made a list before it came here; True and 0 mean what NumPy's defaults mean.
        var array = arguments.Array(context, "a");
        if (arguments["where"] is not BooleanValue { Value: true })
        {
            var mask = arguments.Array(context, "where");
            var shape = Shapes.Broadcast(context, array, mask);
            Shapes.Charge(context, shape);
            var chosen = Floats.Of(mask, shape);
            array = Gathering.Take(context, "numpy.sum", Views.Broadcast(array, shape), shape, k => chosen[k] != 0 ? k : -1);
        }

        var sum = Reductions.Sum(context, array, arguments["axis"], arguments.Flag("keepdims"), arguments.DTypeOf(context));
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

    private static LibraryFunction Product(string name) => new("numpy." + name, Plain, "The product.", (context, arguments) =>
        Out(context, arguments, Reductions.Prod(context, arguments.Array(context, "a"), arguments["axis"], arguments.Flag("keepdims"), arguments.DTypeOf(context))));

    private static LibraryFunction CumulativeProduct(string name) => new("numpy." + name, "a, axis=None, dtype=None, out=None", "The products up to each element.", (context, arguments) =>
        Reductions.Cumulative(context, arguments.Array(context, "a"), arguments["axis"], isProduct: true, arguments.DTypeOf(context)));

    private static LibraryFunction[] Extremes(string name, string other, bool isMax) =>
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

        var extreme = Reductions.Extreme(context, array, arguments["axis"], arguments.Flag("keepdims"), isMax);
        return Out(context, arguments, arguments.Has("initial") ? (isMax ? BinaryUfuncs.Maximum : BinaryUfuncs.Minimum).Apply(context, extreme, arguments.Array(context, "initial")) : extreme);
    });

    private static LibraryFunction ArgExtreme(string name, bool isMax) => new("numpy." + name, "a, axis=None, out=None, keepdims=False", $"The place of the first {(isMax ? "greatest" : "smallest")} element.", (context, arguments) =>
        Reductions.ArgExtreme(context, arguments.Array(context, "a"), arguments["axis"], arguments.Flag("keepdims"), isMax));

    private static LibraryFunction Truth(string name, bool isAll) => new("numpy." + name, "a, axis=None, out=None, keepdims=False", isAll ? "Whether all elements are true." : "Whether any element is true.", (context, arguments) =>
        Reductions.Truth(context, arguments.Array(context, "a"), arguments["axis"], arguments.Flag("keepdims"), isAll));

    private static Value Average(CallContext context, BoundArguments arguments)
    {
        var array = arguments.Array(context, "a");
        var keep = arguments.Flag("keepdims");
        if (!arguments.Has("weights"))
        {
            return Reductions.Mean(context, array, arguments["axis"], keep, "numpy.average");
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

            var axis = Shapes.Axis(context, arguments.Long(context, "axis"), array.Rank);
            if (weights.Size != array.Shape[axis])
            {
                throw Errors.Shape("Length of weights not compatible with specified axis.", context.Span);
            }

            weights = Views.Reshape(context, weights, [.. Enumerable.Range(0, array.Rank).Select(at => at == axis ? weights.Size : 1)]);
            weights = Views.Broadcast(weights, array.Shape);
        }

        var total = Reductions.Sum(context, ArrayTypes.Convert(context, weights, DType.Float64), arguments["axis"], keep);
        if (Floats.Of(total) is var all && Enumerable.Range(0, total.Size).Any(k => all[k] == 0))
        {
            throw Errors.Python("ZeroDivisionError", ErrorCodes.DivisionByZero, "Weights sum to zero, can't be normalized", context.Span);
        }

        var sum = Reductions.Sum(context, BinaryUfuncs.Multiply.Apply(context, ArrayTypes.Convert(context, array, DType.Float64), weights), arguments["axis"], keep);
        var average = BinaryUfuncs.Divide.Apply(context, sum, total);
        return arguments.Flag("returned") ? new TupleValue(average, total) : average;
    }
}
