using System.Numerics;
using GradCheck.Python.Arrays;
using GradCheck.Python.Operators;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Builtins;

/// <summary>The module <c>math</c>: functions of one number, which keep its gradient.</summary>
internal static class MathFunctions
{
    public static IReadOnlyList<LibraryFunction> All { get; } =
    [
        Real("sqrt", "The square root.", Math.Sqrt, (_, y) => 0.5 / y),
        Real("exp", "e to a power.", Math.Exp, (_, y) => y),
        Real("expm1", "exp(x) - 1, exact near zero.", ExpMinusOne, (_, y) => y + 1),
        Real("log1p", "log(1 + x), exact near zero.", LogOnePlus, (x, _) => 1 / (1 + x)),
        Real("log2", "The logarithm to base 2.", Math.Log2, (x, _) => 1 / (x * Math.Log(2))),
        Real("log10", "The logarithm to base 10.", Math.Log10, (x, _) => 1 / (x * Math.Log(10))),
        Real("sin", "The sine.", Math.Sin, (x, _) => Math.Cos(x)),
        Real("cos", "The cosine.", Math.Cos, (x, _) => -Math.Sin(x)),
        Real("tan", "The tangent.", Math.Tan, (_, y) => 1 + (y * y)),
        Real("sinh", "The hyperbolic sine.", Math.Sinh, (x, _) => Math.Cosh(x)),
        Real("cosh", "The hyperbolic cosine.", Math.Cosh, (x, _) => Math.Sinh(x)),
        Real("tanh", "The hyperbolic tangent.", Math.Tanh, (_, y) => 1 - (y * y)),
        Real("atan", "The arc tangent.", Math.Atan, (x, _) => 1 / (1 + (x * x))),
        Real("fabs", "The absolute value, as a float.", Math.Abs, (x, _) => Math.Sign(x)),
        new("math.log", "*args", "The natural logarithm, or that to a base.", Log),
        new("math.pow", "x, y, /", "A power of floats.", Pow),
        new("math.floor", "x, /", "The whole number below.", (context, a) => Whole(context, a["x"], Math.Floor)),
        new("math.ceil", "x, /", "The whole number above.", (context, a) => Whole(context, a["x"], Math.Ceiling)),
        new("math.trunc", "x, /", "The number without its fraction.", (context, a) => Whole(context, a["x"], Math.Truncate)),
        new("math.isnan", "x, /", "Whether it is NaN.", (context, a) => BooleanValue.Of(double.IsNaN(Of(context, a["x"], out _)))),
        new("math.isinf", "x, /", "Whether it is infinite.", (context, a) => BooleanValue.Of(double.IsInfinity(Of(context, a["x"], out _)))),
        new("math.isfinite", "x, /", "Whether it is a number.", (context, a) => BooleanValue.Of(double.IsFinite(Of(context, a["x"], out _)))),
        new("math.isclose", "a, b, rel_tol=1e-09, abs_tol=0.0", "Whether two numbers are close.", IsClose),
        new("math.copysign", "x, y, /", "A number with the sign of another.", (context, a) => new FloatValue(Math.CopySign(Of(context, a["x"], out _), Of(context, a["y"], out _)))),
        new("math.gcd", "a, b, /", "The greatest common divisor.", Gcd),
        new("math.factorial", "x, /", "The product of the whole numbers up to one.", Factorial),
        new("math.prod", "iterable, start=1", "The product.", Product),
    ];

    public static IReadOnlyDictionary<string, Value> Constants { get; } = new Dictionary<string, Value>(StringComparer.Ordinal)
    {
        ["math.pi"] = new FloatValue(Math.PI),
        ["math.e"] = new FloatValue(Math.E),
        ["math.inf"] = new FloatValue(double.PositiveInfinity),
        ["math.nan"] = new FloatValue(double.NaN),
    };

    private static LibraryFunction Real(string name, string summary, Func<double, double> function, Func<double, double, double> derivative) => new($"math.{name}", "x, /", summary, (context, a) =>
    {
        var x = Of(context, a["x"], out var node);
        var y = Checked(context, function(x), x);
        return FloatArithmetic.Make(context, y, node, node == 0 ? 0 : derivative(x, y));
    });

    private static double Of(CallContext context, Value value, out int node)
    {
        if (value is NdArray { Size: > 1 or 0 })
        {
            throw Errors.Type("only size-1 arrays can be converted to Python scalars", context.Span);
        }

        return Numbers.TryFloat(value is NdArray array ? array.ToPython() : value, context.Span, out var number, out node)
            ? number
            : throw Errors.Type($"must be real number, not {value.TypeName}", context.Span);
    }

    private static double Checked(CallContext context, double result, double argument) =>
        double.IsNaN(result) && !double.IsNaN(argument) ? throw Domain(context)
        : double.IsNegativeInfinity(result) && double.IsFinite(argument) && argument is 0 or -1 ? throw Domain(context)
        : double.IsInfinity(result) && double.IsFinite(argument) ? throw Range(context)
        : result;

    private static ProgramException Domain(CallContext context) => Errors.Value("math domain error", context.Span);

    private static ProgramException Range(CallContext context) => Errors.Python("OverflowError", ErrorCodes.Overflow, "math range error", context.Span);

    private static FloatValue Log(CallContext context, BoundArguments a)
    {
        if (a.Rest.Count is not (1 or 2))
        {
            throw Errors.Python("TypeError", ErrorCodes.WrongArguments, $"log expected {(a.Rest.Count == 0 ? "at least 1 argument" : "at most 2 arguments")}, got {a.Rest.Count}", context.Span);
        }

        var x = Of(context, a.Rest[0], out var node);
        var radix = a.Rest.Count == 2 ? Of(context, a.Rest[1], out _) : Math.E;
        if (x <= 0 || radix <= 0)
        {
            throw Domain(context);
        }

        var divisor = a.Rest.Count == 2 ? Math.Log(radix) : 1;
        FloatArithmetic.CheckDivisor(context, divisor, "float division by zero");
        return FloatArithmetic.Make(context, a.Rest.Count == 2 ? Math.Log(x) / divisor : Math.Log(x), node, 1 / (x * divisor));
    }

    private static Value Pow(CallContext context, BoundArguments a)
    {
        var (x, y) = (Of(context, a["x"], out var xNode), Of(context, a["y"], out var yNode));
        if ((x == 0 && y < 0) || (x < 0 && double.IsFinite(x) && double.IsFinite(y) && !double.IsInteger(y)))
        {
            throw Domain(context);
        }

        return double.IsInfinity(Arithmetic.Power(x, y)) && double.IsFinite(x) && double.IsFinite(y)
            ? throw Range(context)
            : FloatArithmetic.Binary(context, Syntax.BinaryOperator.Power, x, xNode, y, yNode);
    }

    private static IntegerValue Whole(CallContext context, Value value, Func<double, double> round) =>
        Numbers.TryInteger(Numbers.Plain(value), out var integer) ? IntegerValue.Of(integer) : IntegerValue.Of(Numbers.Truncated(round(Of(context, value, out _)), context.Span));

    private static BooleanValue IsClose(CallContext context, BoundArguments a)
    {
        var (x, y) = (Of(context, a["a"], out _), Of(context, a["b"], out _));
        var difference = Math.Abs(x - y);
        var near = Math.Max(Of(context, a["rel_tol"], out _) * Math.Max(Math.Abs(x), Math.Abs(y)), Of(context, a["abs_tol"], out _));
        return BooleanValue.Of(x == y || (double.IsFinite(difference) && difference <= near));
    }

    private static IntegerValue Gcd(CallContext context, BoundArguments a)
    {
        var (x, y) = (Numbers.Index(context, a["a"]), Numbers.Index(context, a["b"]));
        context.Budget.Work(Numbers.Words(x) * Numbers.Words(y), context.Span);
        return IntegerValue.Of(BigInteger.GreatestCommonDivisor(x, y));
    }

    private static Value Factorial(CallContext context, BoundArguments a)
    {
        var last = Numbers.Index(context, a["x"]);
        if (last.Sign < 0)
        {
            throw Errors.Value("factorial() not defined for negative values", context.Span);
        }

        Value product = IntegerValue.Of(1);
        for (var k = 2; k <= last; k++)
        {
            context.Budget.Step(context.Span);
            product = Operations.Binary(context, Syntax.BinaryOperator.Multiply, product, IntegerValue.Of(k));
        }

        return product;
    }

    private static Value Product(CallContext context, BoundArguments a)
    {
        var product = a["start"];
        foreach (var item in Iteration.Of(context, a["iterable"]))
        {
            context.Budget.Step(context.Span);
            product = Operations.Binary(context, Syntax.BinaryOperator.Multiply, product, item);
        }

        return product;
    }

    // Kahan's forms: the rounding of 1 + x, or of exp(x), is undone by the factor.
    private static double LogOnePlus(double x)
    {
        var u = 1 + x;
        return u == 1 || double.IsPositiveInfinity(x) ? x : Math.Log(u) * x / (u - 1);
    }

    private static double ExpMinusOne(double x)
    {
        var u = Math.Exp(x);
        return u == 1 ? x : u - 1 == -1 ? -1 : double.IsInfinity(u) ? u : (u - 1) * x / Math.Log(u);
    }
}
