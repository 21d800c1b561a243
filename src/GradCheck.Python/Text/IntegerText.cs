using System.Globalization;
using System.Numerics;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Text;

/// <summary>Whole numbers of any size as digits, and back.</summary>
internal static class IntegerText
{
    // CPython's limit, above which a conversion to or from decimal digits would take long.
    private const int MostDigits = 4300;

    /// <summary>The decimal digits, <c>str(n)</c>.</summary>
    public static string Of(CallContext context, BigInteger value)
    {
        if (value.GetBitLength() > MostDigits * 3 && (value.GetBitLength() > MostDigits * 4 || BigInteger.Abs(value) >= BigInteger.Pow(10, MostDigits)))
        {
            throw Errors.Value($"Exceeds the limit ({MostDigits} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit", context.Span);
        }

        context.Budget.Work(1 + (Numbers.Words(value) * Numbers.Words(value) / 4), context.Span);
        return value.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The digits of a number that is not negative, and the prefix that tells their base.</summary>
    public static (string Digits, string Prefix) Digits(CallContext context, BigInteger value, int radix)
    {
        if (radix == 10)
        {
            return (Of(context, value), string.Empty);
        }

        var bits = radix == 16 ? 4 : radix == 8 ? 3 : 1;
        var count = (int)Math.Max(1, ((long)value.GetBitLength() + bits - 1) / bits);
        context.Budget.Work(count, context.Span);
        context.Budget.Allocate(2L * count, context.Span);
        var bytes = value.ToByteArray();
        var digits = new char[count];
        for (var k = 0; k < count; k++)
        {
            var digit = 0;
            for (var bit = 0; bit < bits; bit++)
            {
                var place = (k * bits) + bit;
                digit |= place / 8 < bytes.Length ? ((bytes[place / 8] >> (place % 8)) & 1) << bit : 0;
            }

            digits[count - 1 - k] = "0123456789abcdef"[digit];
        }

        return (new(digits), radix == 16 ? "0x" : radix == 8 ? "0o" : "0b");
    }

    /// <summary><c>int(text, base)</c>, or null where it is no number.</summary>
    public static BigInteger? Parse(CallContext context, string text, int radix)
    {
        var trimmed = text.Trim();
        var negative = trimmed.StartsWith('-');
        var digits = trimmed is ['-' or '+', .. var unsigned] ? unsigned : trimmed;
        if (digits.Length > 2 && digits[0] == '0')
        {
            var named = char.ToLowerInvariant(digits[1]) switch { 'x' => 16, 'o' => 8, 'b' => 2, _ => 0 };
            (digits, radix) = named != 0 && (radix == 0 || radix == named) ? (digits[2..].TrimStart('_'), named) : (digits, radix);
        }

        radix = radix == 0 ? 10 : radix;
        if (digits.Length == 0 || digits[0] == '_' || digits[^1] == '_' || digits.Contains("__", StringComparison.Ordinal))
        {
            return null;
        }

        digits = digits.Replace("_", string.Empty, StringComparison.Ordinal);
        if (digits.Any(letter => Digit(letter) >= radix))
        {
            return null;
        }

        if (digits.Length > MostDigits && (radix & (radix - 1)) != 0)
        {
            throw Errors.Value($"Exceeds the limit ({MostDigits} digits) for integer string conversion: value has {digits.Length} digits; use sys.set_int_max_str_digits() to increase the limit", context.Span);
        }

        context.Budget.Work(1L * digits.Length * digits.Length / 16, context.Span);
        var value = radix == 10
            ? BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture)
            : digits.Aggregate(BigInteger.Zero, (sum, letter) => (sum * radix) + Digit(letter));
        return negative ? -value : value;
    }

    private static int Digit(char letter) => letter switch
    {
        >= '0' and <= '9' => letter - '0',
        >= 'a' and <= 'z' => letter - 'a' + 10,
        >= 'A' and <= 'Z' => letter - 'A' + 10,
        _ => int.MaxValue,
    };
}
