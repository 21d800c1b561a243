using System.Numerics;
using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary>Reads the arguments of a call as NumPy reads them.</summary>
internal static class Arguments
{
    /// <summary>A count that no budget allows, in place of a number too large for an <see cref="int"/>.</summary>
    private const long TooMany = long.MaxValue / 64;

    /// <summary>The argument as an array.</summary>
    public static NdArray Array(this BoundArguments arguments, CallContext context, string name) => ArrayConversion.ToArray(context, arguments[name]);

    /// <summary>A whole number.</summary>
    /// <exception cref="ProgramException">Not one, in Python's words.</exception>
    public static long Long(CallContext context, Value value) => value switch
    {
        IntegerValue integer => BigInteger.Abs(integer.Value) <= long.MaxValue
            ? (long)integer.Value
            : throw Errors.Python("OverflowError", ErrorCodes.Overflow, "Python int too large to convert to C long", context.Span),
        BooleanValue boolean => boolean.Value ? 1 : 0,
        NdArray { Size: 1, DType: DType.Int64 } array => array.Storage.Integers[array.Offset],
        NdArray { IsScalar: false, Rank: > 0 } => throw Errors.Type("only integer scalar arrays can be converted to a scalar index", context.Span),
        _ => throw Errors.NoInteger(value.TypeName, context.Span),
    };

    public static long Long(this BoundArguments arguments, CallContext context, string name) => Long(context, arguments[name]);

    /// <summary>A whole number that must be small enough to count elements; a larger one is beyond every budget.</summary>
    public static int Int(CallContext context, Value value)
    {
        var number = value is IntegerValue { Value: var big } && (big > int.MaxValue || big < int.MinValue) ? TooMany : Long(context, value);
        if (number is > int.MaxValue or < int.MinValue)
        {
            context.Budget.Array(TooMany, context.Span);
        }

        return (int)number;
    }

    public static int Int(this BoundArguments arguments, CallContext context, string name) => Int(context, arguments[name]);

    /// <summary>A number as a double.</summary>
    public static double Double(CallContext context, Value value)
    {
        var array = ArrayConversion.ToArray(context, value);
        return array.Size == 1 ? Floats.Of(array)[0] : throw Errors.Type("only size-1 arrays can be converted to Python scalars", context.Span);
    }

    public static double Double(this BoundArguments arguments, CallContext context, string name) => Double(context, arguments[name]);

    /// <summary>Whether a flag such as <c>keepdims</c> is set.</summary>
    public static bool Flag(this BoundArguments arguments, string name) => arguments[name] switch
    {
        BooleanValue boolean => boolean.Value,
        IntegerValue integer => !integer.Value.IsZero,
        NdArray { Size: 1 } array => array.ToDoubles()[0] != 0,
        NoneValue => false,
        _ => true,
    };

    /// <summary>A text, such as a mode.</summary>
    public static string Text(this BoundArguments arguments, CallContext context, string name) =>
        arguments[name] is StringValue text ? text.Value : throw Errors.Type($"{name} must be a string, not '{arguments[name].TypeName}'", context.Span);

    /// <summary>The type that <c>dtype=</c> names; null for none.</summary>
    public static DType? DTypeOf(this BoundArguments arguments, CallContext context, string name = "dtype") => ArrayTypes.Of(context, arguments[name]);

    /// <summary>Sizes or axes: one whole number, or a tuple, list or array of them.</summary>
    public static int[] Ints(CallContext context, Value value) => value switch
    {
        NdArray { Rank: 1 } array => System.Array.ConvertAll(Integral(context, array), number => Int(context, new IntegerValue(number))),
        RangeValue range => Ints(context, ArrayConversion.ToArray(context, range)),
        _ when ArrayConversion.Items(value) is { } items => [.. items.Select(item => Int(context, item))],
        _ => [Int(context, value)],
    };

    /// <summary>Sizes, of which one may be -1.</summary>
    public static int[] Sizes(CallContext context, Value value)
    {
        if (value is FloatValue or NdArray { Rank: 0, DType: DType.Float64 })
        {
            var words = $"expected a sequence of integers or a single integer, got '{ArrayText.Str(context, ArrayConversion.ToArray(context, value))}'";
            throw Errors.Python("TypeError", ErrorCodes.PythonTwoDivision, words, context.Span);
        }

        return Ints(context, value);
    }

    /// <summary>A shape for a new array.</summary>
    public static int[] Shape(CallContext context, Value value)
    {
        var shape = Sizes(context, value);
        if (shape.Any(length => length < 0))
        {
            throw Errors.Value("negative dimensions are not allowed", context.Span);
        }

        Shapes.CheckRank(shape.Length);
        return shape;
    }

    /// <summary>Which axes of an array <c>axis=</c> means: all for <c>None</c>.</summary>
    public static bool[] Axes(this BoundArguments arguments, CallContext context, NdArray array) => Axes(context, arguments["axis"], array.Rank);

    /// <inheritdoc cref="Axes(BoundArguments, CallContext, NdArray)"/>
    public static bool[] Axes(CallContext context, Value axis, int rank)
    {
        var chosen = new bool[rank];
        if (axis is NoneValue)
        {
            System.Array.Fill(chosen, true);
            return chosen;
        }

        var axes = axis is TupleValue tuple ? [.. tuple.Items.Select(item => Long(context, item))] : new[] { Long(context, axis) };
        foreach (var one in axes)
        {
            // A scalar has no axes, but NumPy's reductions accept its axis 0 and -1.
            if (rank == 0 && one is 0 or -1 && axes.Length == 1)
            {
                return chosen;
            }

            var place = Shapes.Axis(one, rank);
            if (chosen[place])
            {
                throw Errors.Value("duplicate value in 'axis'", context.Span);
            }

            chosen[place] = true;
        }

        return chosen;
    }

    /// <summary>The elements of an int array, as a copy.</summary>
    public static long[] Integral(CallContext context, NdArray array) => array.DType != DType.Float64
        ? Integers.Of(array).ToArray(array.Size)
        : throw Errors.NoInteger("float", context.Span);
}
