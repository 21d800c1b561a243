using System.Numerics;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Python.Operators;

/// <summary>Arithmetic of whole numbers of any size; what grows is charged by its digits before it is made.</summary>
internal static class IntegerArithmetic
{
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

        var words = Numbers.Words(modulus) + 1;
        context.Budget.Work(checked((long)Math.Min((double)exponent.GetBitLength() * words * words, 1e15)) + Numbers.Words(value), context.Span);
        return FloorDivide(BigInteger.ModPow(value, exponent, modulus), modulus, string.Empty, context.Span).Remainder;
    }

    private static void Charge(CallContext context, BinaryOperator op, BigInteger left, BigInteger right)
    {
        var (a, b) = (Numbers.Words(left), Numbers.Words(right));
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
        var converted = Numbers.Scaled(rest.IsZero ? quotient : quotient | 1, -shift);
        return double.IsFinite(converted)
            ? left.Sign * right.Sign * converted
            : throw Errors.Python("OverflowError", ErrorCodes.Overflow, "integer division result too large for a float", context.Span);
    }

    private static Value Power(CallContext context, BigInteger value, BigInteger exponent)
    {
        if (exponent.Sign < 0)
        {
            return FloatArithmetic.Binary(context, BinaryOperator.Power, Numbers.ToDouble(value, context.Span), 0, Numbers.ToDouble(exponent, context.Span), 0);
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

        var words = (long)BigInteger.Min(count / 32, 1L << 50) + Numbers.Words(value);
        CheckSize(context, words);
        context.Budget.Work(words, context.Span);
        context.Budget.Allocate(4 * words, context.Span);
        return IntegerValue.Of(value << (int)count);
    }

    private static IntegerValue ShiftRight(CallContext context, BigInteger value, BigInteger count) =>
        count.Sign < 0 ? throw Errors.Value("negative shift count", context.Span)
        : IntegerValue.Of(count > value.GetBitLength() ? (value.Sign < 0 ? BigInteger.MinusOne : BigInteger.Zero) : value >> (int)count);
}
