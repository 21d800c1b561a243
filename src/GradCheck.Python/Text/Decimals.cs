using System.Globalization;
using System.Numerics;

namespace GradCheck.Python.Text;

/// <summary>Floats as digits, rounded exactly, with ties to even, as Python rounds them (the host rounds ties away from zero).</summary>
internal static class Decimals
{
    // The longest decimal expansion that a double has: after it there are zeros alone.
    private const int LongestFraction = 1074;
    private const int MostDigits = 767;

    /// <summary>The shortest digits that give the number back, as <c>repr</c> prints them.</summary>
    public static string Repr(double value)
    {
        if (!double.IsFinite(value))
        {
            return NotFinite(value);
        }

        var (digits, point) = Shortest(Math.Abs(value));
        var sign = double.IsNegative(value) ? "-" : string.Empty;
        return sign + (point is > -4 and <= 16 ? Plain(digits, point, keepPoint: true) : Scientific(digits, point, 'e'));
    }

    /// <summary><c>nan</c>, <c>inf</c>, <c>-inf</c>.</summary>
    public static string NotFinite(double value) => double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";

    /// <summary><c>%.3f</c> of a number that is not negative.</summary>
    public static string Fixed(double value, int precision, bool alternate = false)
    {
        var kept = Math.Min(precision, LongestFraction);
        var text = Scaled(value, kept).ToString(CultureInfo.InvariantCulture).PadLeft(kept + 1, '0');
        var fraction = text[^kept..].PadRight(precision, '0');
        return text[..^kept] + (precision > 0 || alternate ? "." : string.Empty) + fraction;
    }

    /// <summary><c>%.3e</c> of a number that is not negative.</summary>
    public static string Exponent(double value, int precision, char sign, bool alternate = false)
    {
        var (digits, point) = Rounded(value, precision + 1);
        return Scientific(digits.PadRight(precision + 1, '0'), point, sign, alternate);
    }

    /// <summary><c>%.3g</c> of a number that is not negative.</summary>
    public static string General(double value, int precision, char sign, bool alternate = false, bool keepPoint = false)
    {
        precision = Math.Max(precision, 1);
        var (digits, point) = Rounded(value, precision);
        digits = alternate ? digits.PadRight(precision, '0') : digits.TrimEnd('0') is { Length: > 0 } trimmed ? trimmed : "0";

        // A format without a type letter keeps a digit after the point, and so reaches an exponent one digit earlier.
        return point > -4 && point <= precision - (keepPoint ? 1 : 0)
            ? Plain(digits, point, keepPoint, alternate)
            : Scientific(digits, point, sign, alternate);
    }

    /// <summary>Shortest digits, as <c>format(x, "")</c> and <c>"{:10}"</c> print them, of a number that is not negative.</summary>
    public static string Shortest(double value, bool keepPoint)
    {
        var (digits, point) = Shortest(value);
        return point is > -4 and <= 16 ? Plain(digits, point, keepPoint) : Scientific(digits, point, 'e');
    }

    /// <summary><c>round(x, digits)</c>.</summary>
    public static double Round(double value, int digits)
    {
        if (!double.IsFinite(value) || digits > LongestFraction)
        {
            return value;
        }

        if (digits < -MostDigits)
        {
            return 0 * value;
        }

        var text = Scaled(Math.Abs(value), digits).ToString(CultureInfo.InvariantCulture);
        var rounded = double.Parse(string.Create(CultureInfo.InvariantCulture, $"{text}E{-digits}"), CultureInfo.InvariantCulture);
        return double.IsNegative(value) ? -rounded : rounded;
    }

    // value = 0.digits * 10^point
    private static (string Digits, int Point) Shortest(double value)
    {
        if (value == 0)
        {
            return ("0", 1);
        }

        var text = value.ToString("E16", CultureInfo.InvariantCulture);
        var round = value.ToString("R", CultureInfo.InvariantCulture);
        var mantissa = round.Split('E')[0].Replace(".", string.Empty, StringComparison.Ordinal).TrimStart('0').TrimEnd('0');
        var exponent = int.Parse(text[(text.IndexOf('E', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);

        // Seventeen digits may round up to the next power of ten where the shortest do not, and the other way round.
        var parsed = double.Parse(string.Create(CultureInfo.InvariantCulture, $"0.{mantissa}E{exponent + 1}"), CultureInfo.InvariantCulture);
        return (mantissa, parsed == value ? exponent + 1 : parsed < value ? exponent + 2 : exponent);
    }

    // The first digits of value = 0.digits * 10^point, rounded.
    private static (string Digits, int Point) Rounded(double value, int count)
    {
        if (value == 0)
        {
            return ("0", 1);
        }

        var kept = Math.Min(count, MostDigits);
        var point = Shortest(value).Point;
        var text = Scaled(value, kept - point).ToString(CultureInfo.InvariantCulture);
        return (text, point + text.Length - kept);
    }

    // round(value * 10^digits), exactly, ties to even.
    private static BigInteger Scaled(double value, int digits)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var mantissa = new BigInteger(exponent == 0 ? bits & 0xFFFFFFFFFFFFF : (bits & 0xFFFFFFFFFFFFF) | 0x10000000000000);
        exponent = Math.Max(exponent, 1) - 1075;
        var over = digits >= 0 ? mantissa * BigInteger.Pow(10, digits) : mantissa;
        var under = digits >= 0 ? BigInteger.One : BigInteger.Pow(10, -digits);
        if (exponent >= 0)
        {
            over <<= exponent;
        }
        else
        {
            under <<= -exponent;
        }

        var quotient = BigInteger.DivRem(over, under, out var rest);
        var twice = (rest * 2).CompareTo(under);
        return twice > 0 || (twice == 0 && !quotient.IsEven) ? quotient + 1 : quotient;
    }

    private static string Plain(string digits, int point, bool keepPoint, bool alternate = false)
    {
        if (point <= 0)
        {
            return "0." + new string('0', -point) + digits;
        }

        if (point >= digits.Length)
        {
            return digits.PadRight(point, '0') + (keepPoint ? ".0" : alternate ? "." : string.Empty);
        }

        return digits[..point] + "." + digits[point..];
    }

    private static string Scientific(string digits, int point, char sign, bool alternate = false) =>
        string.Create(CultureInfo.InvariantCulture, $"{digits[0]}{(digits.Length > 1 || alternate ? "." : string.Empty)}{digits[1..]}{sign}{(point - 1 < 0 ? '-' : '+')}{Math.Abs(point - 1):00}");
}
