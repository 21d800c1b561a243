using System.Globalization;
using System.Numerics;
using GradCheck.Python.Arrays;
using GradCheck.Python.Operators;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Text;
using GradCheck.Python.Values;

namespace GradCheck.Python.Builtins;

/// <summary>Functions and methods of numbers.</summary>
internal static class NumberFunctions
{
    public static IReadOnlyList<LibraryFunction> All { get; } =
    [
        new("abs", "x, /", "The absolute value of a number or of each element.", Abs),
        new("round", "number, ndigits=None", "Rounded to some digits, ties to even.", Round),
        new("pow", "base, exp, mod=None", "A power, perhaps modulo a number.", Pow),
        new("divmod", "x, y, /", "The quotient rounded down, and the rest.", (context, a) => new TupleValue(DivMod(context, a, BinaryOperator.FloorDivide), DivMod(context, a, BinaryOperator.Modulo))),
        new("bin", "number, /", "A whole number in base 2.", (context, a) => InBase(context, a["number"], 2)),
        new("hex", "number, /", "A whole number in base 16.", (context, a) => InBase(context, a["number"], 16)),
        new("int.bit_length", "self, /", "How many bits a whole number takes.", (_, a) => Numbers.TryInteger(a["self"], out var value) ? IntegerValue.Of((long)BigInteger.Abs(value).GetBitLength()) : IntegerValue.Of(0)),
        new("int.conjugate", "self, /", "The number itself.", (_, a) => a["self"]),
        new("float.conjugate", "self, /", "The number itself.", (_, a) => a["self"]),
        new("float.is_integer", "self, /", "Whether a float has no fraction.", (_, a) => BooleanValue.Of(a["self"] is FloatValue number && double.IsInteger(number.Value))),
    ];

    private static Value Abs(CallContext context, BoundArguments a) => a["x"] switch
    {
        FloatValue number => FloatArithmetic.Make(context, Math.Abs(number.Value), number.Node, Math.Sign(double.IsNaN(number.Value) ? 0 : number.Value)),
        var value when Numbers.TryInteger(value, out var integer) => IntegerValue.Of(BigInteger.Abs(integer)),
        var value => context.ObjectOf(value)?.Absolute(context) ?? throw Errors.Type($"bad operand type for abs(): '{value.TypeName}'", context.Span),
    };

    private static Value Round(CallContext context, BoundArguments a)
    {
        var isNumPy = a["number"] is NdArray { IsScalar: true };
        var value = isNumPy ? Numbers.Plain(a["number"]) : a["number"];
        if (value is not (FloatValue or IntegerValue or BooleanValue))
        {
            if ((value as ObjectValue)?.Ask(context, "__round__", a.Has("ndigits") ? [a["ndigits"]] : []) is { } own)
            {
                return own;
            }

            throw Errors.Type($"type {value.TypeName} doesn't define __round__ method", context.Span);
        }

        if (!a.Has("ndigits"))
        {
            return value is FloatValue number ? IntegerValue.Of(Numbers.Truncated(Math.Round(number.Value, MidpointRounding.ToEven), context.Span)) : Operations.Unary(context, UnaryOperator.Positive, value);
        }

        var digits = (int)BigInteger.Max(BigInteger.Min(Numbers.Index(context, a["ndigits"]), 100_000), -100_000);
        if (value is FloatValue real)
        {
            var rounded = Decimals.Round(real.Value, digits);
            return isNumPy ? NdArray.Scalar(rounded) : new FloatValue(rounded);
        }

        Numbers.TryInteger(value, out var integer);
        return digits >= 0 ? IntegerValue.Of(integer) : RoundedWhole(context, integer, -digits);
    }

    private static IntegerValue RoundedWhole(CallContext context, BigInteger value, int zeros)
    {
        if (zeros > value.GetBitLength())
        {
            return IntegerValue.Of(0);
        }

        context.Budget.Work((long)zeros * zeros / 64, context.Span);
        var unit = BigInteger.Pow(10, zeros);
        var (quotient, rest) = IntegerArithmetic.FloorDivide(value, unit, string.Empty, context.Span);
        var twice = (rest * 2).CompareTo(unit);
        return IntegerValue.Of((twice > 0 || (twice == 0 && !quotient.IsEven) ? quotient + 1 : quotient) * unit);
    }

    private static Value Pow(CallContext context, BoundArguments a) =>
        !a.Has("mod") ? Operations.Binary(context, BinaryOperator.Power, a["base"], a["exp"])
        : Numbers.TryInteger(a["base"], out var value) && Numbers.TryInteger(a["exp"], out var exponent) && Numbers.TryInteger(a["mod"], out var modulus)
            ? IntegerValue.Of(IntegerArithmetic.PowerModulo(context, value, exponent, modulus))
            : throw Errors.Type("pow() 3rd argument not allowed unless all arguments are integers", context.Span);

    private static Value DivMod(CallContext context, BoundArguments a, BinaryOperator op)
    {
        if (op == BinaryOperator.FloorDivide && Numbers.TryFloat(a["x"], context.Span, out _, out _) && Numbers.TryFloat(a["y"], context.Span, out var divisor, out _)
            && divisor == 0 && (a["x"] is FloatValue || a["y"] is FloatValue))
        {
            FloatArithmetic.CheckDivisor(context, divisor, "float divmod()");
        }

        return a["x"] is FloatValue or IntegerValue or BooleanValue or NdArray && a["y"] is FloatValue or IntegerValue or BooleanValue or NdArray
            ? Operations.Binary(context, op, a["x"], a["y"])
            : throw Errors.Type($"unsupported operand type(s) for divmod(): '{a["x"].TypeName}' and '{a["y"].TypeName}'", context.Span);
    }

    private static StringValue InBase(CallContext context, Value value, int radix)
    {
        var number = Numbers.Index(context, value);
        var (digits, prefix) = IntegerText.Digits(context, BigInteger.Abs(number), radix);
        return new(string.Create(CultureInfo.InvariantCulture, $"{(number.Sign < 0 ? "-" : string.Empty)}{prefix}{digits}"));
    }
}
