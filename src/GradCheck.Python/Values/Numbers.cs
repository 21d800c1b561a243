using System.Numerics;
using GradCheck.Python.Arrays;
using GradCheck.Python.Source;

namespace GradCheck.Python.Values;

/// <summary>Values as numbers of Python: what is an integer, what is a float, what may stand for an index.</summary>
internal static class Numbers
{
    /// <summary>A scalar of NumPy as the number of Python that it holds; any other value as it is.</summary>
    public static Value Plain(Value value) => value is NdArray { Size: 1, Rank: 0 } scalar ? scalar.ToPython() : value;

    /// <summary>The only element of an array as the number of Python that it is; a float keeps its node.</summary>
    public static Value ToPython(this NdArray array)
    {
        var place = array.Size == 1 ? array.Places()[0] : throw new InvalidOperationException("more than one element");
        return array.DType switch
        {
            DType.Bool => BooleanValue.Of(array.Storage.Integers[place] != 0),
            DType.Int64 => new IntegerValue(new BigInteger(array.Storage.Integers[place])),
            _ => new FloatValue(array.Storage.Floats[place], array.Storage.Nodes?[place] ?? 0),
        };
    }

    public static bool TryInteger(Value value, out BigInteger integer)
    {
        integer = value switch
        {
            IntegerValue whole => whole.Value,
            BooleanValue truth => truth.Value ? BigInteger.One : BigInteger.Zero,
            _ => default,
        };
        return value is IntegerValue or BooleanValue;
    }

    /// <summary>A number of Python as a float, with its node on the tape.</summary>
    public static bool TryFloat(Value value, Span span, out double number, out int node)
    {
        (number, node) = value switch
        {
            FloatValue real => (real.Value, real.Node),
            IntegerValue whole => (ToDouble(whole.Value, span), 0),
            BooleanValue truth => (truth.Value ? 1 : 0, 0),
            _ => (0, 0),
        };
        return value is FloatValue or IntegerValue or BooleanValue;
    }

    /// <summary>What Python takes for an index: an integer, a boolean, or an integer scalar of NumPy.</summary>
    public static bool TryIndex(Value value, out BigInteger index) =>
        TryInteger(value is NdArray { Rank: 0, DType: not DType.Float64 } scalar && (scalar.IsScalar || scalar.DType == DType.Int64) ? scalar.ToPython() : value, out index);

    /// <summary>An index, or the error that the value is none.</summary>
    public static BigInteger Index(CallContext context, Value value) => TryIndex(value, out var index)
        ? index
        : throw Errors.NoInteger(value.TypeName, context.Span);

    /// <summary>An index that fits the machine's words.</summary>
    public static long SmallIndex(CallContext context, Value value)
    {
        var index = Index(context, value);
        return BigInteger.Abs(index) <= long.MaxValue / 2
            ? (long)index
            : throw Errors.Python("OverflowError", ErrorCodes.Overflow, "Python int too large to convert to C ssize_t", context.Span);
    }

    /// <summary>The nearest float, ties to even.</summary>
    public static double ToDouble(BigInteger value, Span span)
    {
        if (value >= long.MinValue && value <= long.MaxValue)
        {
            return (long)value;
        }

        var converted = Scaled(value, 0);
        return double.IsFinite(converted) ? converted : throw Errors.Python("OverflowError", ErrorCodes.Overflow, "int too large to convert to float", span);
    }

    /// <summary><c>int(x)</c> of a float.</summary>
    public static BigInteger Truncated(double value, Span span) =>
        double.IsNaN(value) ? throw Errors.Value("cannot convert float NaN to integer", span)
        : double.IsInfinity(value) ? throw Errors.Python("OverflowError", ErrorCodes.Overflow, "cannot convert float infinity to integer", span)
        : new BigInteger(value);

    /// <summary>How many words of 32 bits a number takes.</summary>
    public static long Words(BigInteger value) => ((long)value.GetBitLength() / 32) + 1;

    public static double Scaled(BigInteger value, int exponent)
    {
        // The top 64 bits, the last of them telling whether anything is left below, round as all bits would.
        var size = BigInteger.Abs(value);
        var drop = Math.Max(0, (int)((long)size.GetBitLength() - 64));
        var top = (ulong)(size >> drop);
        if (drop > 0 && !(size & ((BigInteger.One << drop) - 1)).IsZero)
        {
            top |= 1;
        }

        return value.Sign * Math.ScaleB(top, drop + exponent);
    }
}
