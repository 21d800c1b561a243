using System.Globalization;
using System.Numerics;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Python.Operators;

/// <summary>Arithmetic of whole numbers of any size; what grows is charged by its digits before it is made.</summary>
internal static class IntegerArithmetic
{
    // CPython's limit, above which a conversion to or from decimal digits would take long.
    private const int MostDigits = 4300;

    // Half a million digits and more: nothing a layer computes, and far below what the host can hold.
    private const long MostWords = 1L << 16;

    public static Value Binary(CallContext context, BinaryOperator op, BigInteger left, BigInteger right)
    {
        Charge(context, op, left, right);
        return op switch
        {
            BinaryOperator.Add => IntegerValue.Of(left + right),
            BinaryOperator.Subtract => IntegerValue.Of(left - right),
            BinaryOperator.Multiply => IntegerValue.Of(left * right),
            BinaryOperator.Divide => new FloatValue(Divide(context, left, right)),
            BinaryOperator.FloorDivide => IntegerValue.Of(FloorDivide(left, right, "integer division or modulo by zero", context.Span).Quotient),
            BinaryOperator.Modulo => IntegerValue.Of(FloorDivide(left, right, "integer modulo by zero", context.Span).Remainder),
            BinaryOperator.Power => Power(context, left, right),
            BinaryOperator.And => IntegerValue.Of(left & right),
            BinaryOperator.Or => IntegerValue.Of(left | right),
            BinaryOperator.Xor => IntegerValue.Of(left ^ right),
            BinaryOperator.LeftShift => ShiftLeft(context, left, right),
            BinaryOperator.RightShift => ShiftRight(context, left, right),
            _ => throw Operations.Unsupported(context, op, IntegerValue.Of(left), IntegerValue.Of(right)),
        };
    }

    /// <summary><c>divmod</c>: the quotient rounded down, and a rest with the sign of the divisor.</summary>
    public static (BigInteger Quotient, BigInteger Remainder) FloorDivide(BigInteger left, BigInteger right, string byZero, Span span)
    {
        if (right.IsZero)
        {
            throw Errors.Python("ZeroDivisionError", ErrorCodes.DivisionByZero, byZero, span);
        }

        var quotient = BigInteger.DivRem(left, right, out var rest);
        return !rest.IsZero && rest.Sign != right.Sign ? (quotient - 1, rest + right) : (quotient, rest);
    }

    /// <summary><c>pow(a, b, m)</c>.</summary>
    public static BigInteger PowerModulo(CallContext context, BigInteger value, BigInteger exponent, BigInteger modulus)
    {
        if (modulus.IsZero)
        {
            throw Errors.Value("pow() 3rd argument cannot be 0", context.Span);
        }

        if (exponent.Sign < 0)
        {
            throw Errors.Unsupported("pow() with a negative exponent and a modulus is outside of the subset", context.Span);
        }

        var words = Words(modulus) + 1;
        context.Budget.Work(checked((long)Math.Min((double)exponent.GetBitLength() * words * words, 1e15)) + Words(value), context.Span);
        return FloorDivide(BigInteger.ModPow(value, exponent, modulus), modulus, string.Empty, context.Span).Remainder;
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

    /// <summary>The decimal digits, <c>str(n)</c>.</summary>
    public static string Text(CallContext context, BigInteger value)
    {
        if (value.GetBitLength() > MostDigits * 3 && (value.GetBitLength() > MostDigits * 4 || BigInteger.Abs(value) >= BigInteger.Pow(10, MostDigits)))
        {
            throw Errors.Value($"Exceeds the limit ({MostDigits} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit", context.Span);
        }

        context.Budget.Work(1 + (Words(value) * Words(value) / 4), context.Span);
        return value.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The digits of a number that is not negative, and the prefix that tells their base.</summary>
    public static (string Digits, string Prefix) Digits(CallContext context, BigInteger value, int radix)
    {
        if (radix == 10)
        {
            return (Text(context, value), string.Empty);
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

    /// <summary>How many words of 32 bits a number takes.</summary>
    public static long Words(BigInteger value) => ((long)value.GetBitLength() / 32) + 1;

    private static int Digit(char letter) => letter switch
    {
        >= '0' and <= '9' => letter - '0',
        >= 'a' and <= 'z' => letter - 'a' + 10,
        >= 'A' and <= 'Z' => letter - 'A' + 10,
        _ => int.MaxValue,
    };

    private static void Charge(CallContext context, BinaryOperator op, BigInteger left, BigInteger right)
    {
        var (a, b) = (Words(left), Words(right));
        if (a + b <= 8)
        {
            return;
        }

        CheckSize(context, a + b);
        context.Budget.Work(op is BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.FloorDivide or BinaryOperator.Modulo ? a * b : a + b, context.Span);
        context.Budget.Allocate(4 * (a + b), context.Span);
    }

    private static void CheckSize(CallContext context, double words)
    {
        if (words > MostWords)
        {
            throw Errors.Budget("the program was stopped here: a whole number of more than 600,000 digits", context.Span);
        }
    }

    private static double Divide(CallContext context, BigInteger left, BigInteger right)
    {
        if (right.IsZero)
        {
            throw Errors.Python("ZeroDivisionError", ErrorCodes.DivisionByZero, "division by zero", context.Span);
        }

        // Both are exact as floats up to 2^53, and the quotient of the floats is then rounded once.
        const long Exact = 1L << 53;
        if (BigInteger.Abs(left) <= Exact && BigInteger.Abs(right) <= Exact)
        {
            return (double)(long)left / (long)right;
        }

        var shift = (int)Math.Max(0, 66 - (long)left.GetBitLength() + (long)right.GetBitLength());
        var quotient = BigInteger.DivRem(BigInteger.Abs(left) << shift, BigInteger.Abs(right), out var rest);
        var converted = Scaled(rest.IsZero ? quotient : quotient | 1, -shift);
        return double.IsFinite(converted)
            ? left.Sign * right.Sign * converted
            : throw Errors.Python("OverflowError", ErrorCodes.Overflow, "integer division result too large for a float", context.Span);
    }

    private static double Scaled(BigInteger value, int exponent)
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

    private static Value Power(CallContext context, BigInteger value, BigInteger exponent)
    {
        if (exponent.Sign < 0)
        {
            return FloatArithmetic.Binary(context, BinaryOperator.Power, ToDouble(value, context.Span), 0, ToDouble(exponent, context.Span), 0);
        }

        if (exponent.IsZero || value.IsOne)
        {
            return IntegerValue.Of(1);
        }

        if (value.IsZero || value == BigInteger.MinusOne)
        {
            return IntegerValue.Of(value.IsZero ? 0 : exponent.IsEven ? 1 : -1);
        }

        var words = (double)exponent * BigInteger.Abs(value).GetBitLength() / 32;
        CheckSize(context, words);
        context.Budget.Work((long)(words * words), context.Span);
        context.Budget.Allocate((long)words * 8, context.Span);
        return IntegerValue.Of(BigInteger.Pow(value, (int)exponent));
    }

    private static IntegerValue ShiftLeft(CallContext context, BigInteger value, BigInteger count)
    {
        if (count.Sign < 0)
        {
            throw Errors.Value("negative shift count", context.Span);
        }

        if (value.IsZero)
        {
            return IntegerValue.Of(0);
        }

        var words = (long)BigInteger.Min(count / 32, 1L << 50) + Words(value);
        CheckSize(context, words);
        context.Budget.Work(words, context.Span);
        context.Budget.Allocate(4 * words, context.Span);
        return IntegerValue.Of(value << (int)count);
    }

    private static IntegerValue ShiftRight(CallContext context, BigInteger value, BigInteger count) =>
        count.Sign < 0 ? throw Errors.Value("negative shift count", context.Span)
        : IntegerValue.Of(count > value.GetBitLength() ? (value.Sign < 0 ? BigInteger.MinusOne : BigInteger.Zero) : value >> (int)count);
}
