namespace GradCheck.Comparison;

/// <summary>Recognises numbers that were computed in float32.</summary>
public static class SinglePrecision
{
    /// <summary>A significand this long is no accident: short ones are fractions that anyone might have.</summary>
    private const int LongSignificand = 17;

    /// <summary>
    /// Whether every value is a float32, and one at least in a way that cannot be chance: not whole, and with 17 to 24
    /// significant bits. A float64 result looks like that once in 2^29.
    /// </summary>
    /// <param name="values">The values. NaN and infinities say nothing.</param>
    public static bool Recognizes(ReadOnlySpan<double> values)
    {
        if (!Holds(values))
        {
            return false;
        }

        foreach (var value in values)
        {
            if (double.IsFinite(value) && Math.Truncate(value) != value && SignificantBits(value) >= LongSignificand)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether every value is a float32, chance or not.</summary>
    /// <param name="values">The values. NaN and infinities say nothing.</param>
    public static bool Holds(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (double.IsFinite(value) && (float)value != value)
            {
                return false;
            }
        }

        return true;
    }

    private static int SignificantBits(double value)
    {
        var fraction = BitConverter.DoubleToInt64Bits(value) & ((1L << 52) - 1);
        return 53 - (fraction == 0 ? 52 : System.Numerics.BitOperations.TrailingZeroCount(fraction));
    }
}
