using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Python.Operators;

/// <summary>Arithmetic of Python's floats, with their nodes on the tape.</summary>
internal static class FloatArithmetic
{
    private const int NodeBytes = 64;

    /// <summary>The result of an operator.</summary>
    /// <param name="context">The run, and where in the program.</param>
    /// <param name="op">The operator.</param>
    /// <param name="a">The left operand.</param>
    /// <param name="aNode">Its node; 0 for a constant.</param>
    /// <param name="b">The right operand.</param>
    /// <param name="bNode">Its node; 0 for a constant.</param>
    public static Value Binary(CallContext context, BinaryOperator op, double a, int aNode, double b, int bNode)
    {
        switch (op)
        {
            case BinaryOperator.Add:
                return Make(context, a + b, aNode, 1, bNode, 1);
            case BinaryOperator.Subtract:
                return Make(context, a - b, aNode, 1, bNode, -1);
            case BinaryOperator.Multiply:
                return Make(context, a * b, aNode, b, bNode, a);
            case BinaryOperator.Divide:
                CheckDivisor(context, b, "float division by zero");
                return Make(context, a / b, aNode, 1 / b, bNode, -a / (b * b));
            case BinaryOperator.FloorDivide:
                CheckDivisor(context, b, "float floor division by zero");
                return new FloatValue(DivideAndRest(a, b).Quotient);
            case BinaryOperator.Modulo:
                CheckDivisor(context, b, "float modulo");
                var (quotient, rest) = DivideAndRest(a, b);
                return Make(context, rest, aNode, 1, bNode, -quotient);
            case BinaryOperator.Power:
                var power = Power(context, a, b);
                return Make(context, power, aNode, b == 0 ? 0 : b * Arithmetic.Power(a, b - 1), bNode, power == 0 ? 0 : power * Math.Log(a));
            default:
                throw Operations.Unsupported(context, op, new FloatValue(a), new FloatValue(b));
        }
    }

    /// <summary>A float made of up to two others.</summary>
    public static FloatValue Make(CallContext context, double value, int aNode, double aPartial, int bNode = 0, double bPartial = 0)
    {
        if ((aNode | bNode) == 0 || !context.Tape.IsOn)
        {
            return new(value);
        }

        context.Budget.Allocate(NodeBytes, context.Span);
        return new(value, context.Tape.Node(aNode, aPartial, bNode, bPartial));
    }

    /// <summary>CPython's <c>float_divmod</c>: the rest has the sign of the divisor.</summary>
    public static (double Quotient, double Remainder) DivideAndRest(double a, double b)
    {
        var rest = a % b;
        var quotient = (a - rest) / b;
        if (rest != 0)
        {
            if ((b < 0) != (rest < 0))
            {
                rest += b;
                quotient -= 1;
            }
        }
        else
        {
            rest = Math.CopySign(0, b);
        }

        if (quotient == 0)
        {
            return (Math.CopySign(0, a / b), rest);
        }

        var floor = Math.Floor(quotient);
        return (quotient - floor > 0.5 ? floor + 1 : floor, rest);
    }

    public static void CheckDivisor(CallContext context, double divisor, string message)
    {
        if (divisor == 0)
        {
            throw Errors.Python("ZeroDivisionError", ErrorCodes.DivisionByZero, message, context.Span);
        }
    }

    /// <summary><c>a ** b</c>, which Python refuses where the result is infinite or complex.</summary>
    public static double Power(CallContext context, double a, double b)
    {
        if (a == 0 && b < 0)
        {
            throw Errors.Python("ZeroDivisionError", ErrorCodes.DivisionByZero, "0.0 cannot be raised to a negative power", context.Span);
        }

        if (a < 0 && double.IsFinite(a) && double.IsFinite(b) && !double.IsInteger(b))
        {
            throw Errors.Unsupported("a negative number to a broken power is a complex number in Python, which is outside of the subset; np.power gives nan", context.Span);
        }

        var power = Arithmetic.Power(a, b);
        return double.IsInfinity(power) && double.IsFinite(a) && double.IsFinite(b)
            ? throw Errors.Python("OverflowError", ErrorCodes.Overflow, "(34, 'Numerical result out of range')", context.Span)
            : power;
    }
}
