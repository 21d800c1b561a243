namespace GradCheck.Comparison;

/// <summary>A format of floating point that an answer may have been computed in, and what plain code loses in it.</summary>
/// <param name="Name">Its name as NumPy and PyTorch have it.</param>
/// <param name="SignificandBits">The bits of its significand, the hidden one included.</param>
/// <param name="Units">How many units <c>2^(1 - bits)</c> of its terms right code may lose, times their conditioning.</param>
/// <remarks>
/// The short formats get one unit: what is kept in them is mostly computed in a longer one and rounded once, and with 64
/// units nearly everything would be right. What lies between one unit and <see cref="Slack"/> is neither right nor wrong.
/// </remarks>
public sealed record FloatFormat(string Name, int SignificandBits, double Units)
{
    /// <summary>By how much a short format may exceed its units before it is wrong.</summary>
    public const double Slack = 4;

    /// <summary>Double precision, the format that is asked for.</summary>
    public static FloatFormat Binary64 { get; } = new("float64", 53, Tolerance.RoundingUnits);

    /// <summary>Single precision.</summary>
    public static FloatFormat Binary32 { get; } = new("float32", 24, Tolerance.RoundingUnits);

    /// <summary>Half precision.</summary>
    public static FloatFormat Binary16 { get; } = new("float16", 11, 1);

    /// <summary>The upper half of single precision.</summary>
    public static FloatFormat BFloat16 { get; } = new("bfloat16", 8, 1);

    /// <summary>
    /// Single precision where only its rounding speaks for it: numbers printed to so few digits that they might come from it.
    /// </summary>
    internal static FloatFormat Binary32Printed { get; } = Binary32 with { Units = 4 };

    /// <summary>The format as that in which numbers are kept, not computed: each loses its own last bits, and terms lose nothing.</summary>
    public FloatFormat Stored => this with { Units = 0 };

    /// <summary>The relative distance of neighbouring numbers.</summary>
    public double Unit { get; } = Math.ScaleB(1, 1 - SignificandBits);

    /// <summary>Whether it is so short that a slack is needed.</summary>
    public bool IsShort => SignificandBits < 24;

    /// <summary>The format that values were computed in, where all of them show it and one in a way that is no chance; otherwise null.</summary>
    /// <param name="values">The values. NaN and infinities say nothing.</param>
    public static FloatFormat? Recognize(ReadOnlySpan<double> values) =>
        BFloat16.Recognizes(values) ? BFloat16
        : Binary16.Recognizes(values) ? Binary16
        : Binary32.Recognizes(values) ? Binary32
        : null;

    /// <summary>
    /// Whether every value is one of this format, and enough of them in a way that cannot be chance: not whole, and with a
    /// significand nearly as long as the format has. Short ones are fractions that anyone might have.
    /// </summary>
    /// <param name="values">The values. NaN and infinities say nothing.</param>
    public bool Recognizes(ReadOnlySpan<double> values)
    {
        if (!Holds(values))
        {
            return false;
        }

        // One long float32 is chance once in 2^29. Of the short formats several are asked for, and most of all entries.
        var (shortest, needed, found, all) = IsShort ? (SignificandBits - 3, 3, 0, 0) : (SignificandBits - 7, 1, 0, 0);
        foreach (var value in values)
        {
            if (double.IsFinite(value) && Math.Truncate(value) != value)
            {
                (found, all) = (found + (SignificantBits(value) >= shortest ? 1 : 0), all + 1);
            }
        }

        return found >= needed && (!IsShort || 2 * found >= all);
    }

    /// <summary>
    /// Whether every value is one of this format, and those that are long for it have as many bits together as one number
    /// of float16: what they agree with by chance is one in a thousand.
    /// </summary>
    /// <param name="values">The values. NaN and infinities say nothing.</param>
    internal bool Suggests(ReadOnlySpan<double> values)
    {
        if (!Holds(values))
        {
            return false;
        }

        var bits = 0;
        foreach (var value in values)
        {
            bits += double.IsFinite(value) && Math.Truncate(value) != value && SignificantBits(value) >= SignificandBits - 3 ? SignificandBits : 0;
        }

        return bits >= Binary16.SignificandBits;
    }

    /// <summary>Whether every value is one of this format, chance or not.</summary>
    /// <param name="values">The values. NaN and infinities say nothing.</param>
    public bool Holds(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (double.IsFinite(value) && !Holds(value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether values were printed from this format: each is the shortest decimal of its neighbour there.</summary>
    /// <param name="values">The values.</param>
    internal static bool PrintsFloat32(ReadOnlySpan<double> values)
    {
        var telling = 0;
        foreach (var value in values)
        {
            if (!double.IsFinite(value))
            {
                continue;
            }

            var (single, itself) = (Decimals.Of((float)value), Decimals.Of(value));
            if (single != itself)
            {
                return false;
            }

            telling += itself.Significant >= 8 ? 1 : 0;
        }

        // A decimal of eight digits is that of a float32 once in six times, by chance.
        return telling >= 3;
    }

    private bool Holds(double value) =>
        SignificandBits == 24 ? (float)value == value
        : SignificandBits == 11 ? (double)(Half)value == value
        : (float)value == value && SignificantBits(value) <= SignificandBits;

    private static int SignificantBits(double value)
    {
        var fraction = BitConverter.DoubleToInt64Bits(value) & ((1L << 52) - 1);
        return 53 - (fraction == 0 ? 52 : System.Numerics.BitOperations.TrailingZeroCount(fraction));
    }
}
