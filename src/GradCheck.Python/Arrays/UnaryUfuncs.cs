namespace GradCheck.Python.Arrays;

/// <summary>The functions of one number, with their derivatives.</summary>
internal static class UnaryUfuncs
{
    public static readonly UnaryUfunc Negative = new("negative") { Float = x => -x, Integer = x => -x, Partial = (_, _) => -1 };

    public static readonly UnaryUfunc Positive = new("positive") { Float = x => x, Integer = x => x, Partial = (_, _) => 1 };

    public static readonly UnaryUfunc Invert = new("invert") { Integer = x => ~x, Boolean = x => 1 - x };

    public static readonly UnaryUfunc Absolute = new("absolute") { Float = Math.Abs, Integer = x => x < 0 ? -x : x, Boolean = x => x, Partial = (x, _) => Arithmetic.Sign(x) };

    public static readonly UnaryUfunc Square = new("square") { Float = x => x * x, Integer = x => x * x, Partial = (x, _) => 2 * x };

    public static readonly UnaryUfunc Sqrt = new("sqrt") { Float = Math.Sqrt, Partial = (_, result) => 0.5 / result };

    public static readonly UnaryUfunc Reciprocal = new("reciprocal") { HasPole = true, Float = x => 1 / x, Integer = x => x is 1 or -1 ? x : x == 0 ? long.MinValue : 0, Partial = (_, result) => -result * result };

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<UnaryUfunc> All =
    [
        Negative, Positive, Invert, Absolute, Square, Sqrt, Reciprocal,
        Absolute with { Name = "fabs", Integer = null, Boolean = null },
        new("exp") { Float = Math.Exp, Partial = (_, result) => result },
        new("exp2") { Float = x => Arithmetic.Power(2, x), Partial = (_, result) => result * Math.Log(2) },
        new("expm1") { Float = Expm1, Partial = (_, result) => result + 1 },
        new("log") { HasPole = true, Float = Math.Log, Partial = (x, _) => 1 / x },
        new("log2") { HasPole = true, Float = Math.Log2, Partial = (x, _) => 1 / (x * Math.Log(2)) },
        new("log10") { HasPole = true, Float = Math.Log10, Partial = (x, _) => 1 / (x * Math.Log(10)) },
        new("log1p") { HasPole = true, Float = Log1p, Partial = (x, _) => 1 / (1 + x) },
        new("cbrt") { Float = Math.Cbrt, Partial = (_, result) => 1 / (3 * result * result) },
        new("sin") { Float = Math.Sin, Partial = (x, _) => Math.Cos(x) },
        new("cos") { Float = Math.Cos, Partial = (x, _) => -Math.Sin(x) },
        new("tan") { Float = Math.Tan, Partial = (_, result) => 1 + (result * result) },
        new("arcsin") { Float = Math.Asin, Partial = (x, _) => 1 / Math.Sqrt(1 - (x * x)) },
        new("arccos") { Float = Math.Acos, Partial = (x, _) => -1 / Math.Sqrt(1 - (x * x)) },
        new("arctan") { Float = Math.Atan, Partial = (x, _) => 1 / (1 + (x * x)) },
        new("sinh") { Float = Math.Sinh, Partial = (x, _) => Math.Cosh(x) },
        new("cosh") { Float = Math.Cosh, Partial = (x, _) => Math.Sinh(x) },
        new("tanh") { Float = Math.Tanh, Partial = (_, result) => 1 - (result * result) },
        new("arctanh") { HasPole = true, Float = Math.Atanh, Partial = (x, _) => 1 / (1 - (x * x)) },
        new("sign") { Float = Arithmetic.Sign, Integer = x => Math.Sign(x) },
        new("floor") { Float = Math.Floor },
        new("ceil") { Float = Math.Ceiling },
        new("trunc") { Float = Math.Truncate },
        new("rint") { Float = x => Math.Round(x, MidpointRounding.ToEven) },
        new("isnan") { Test = double.IsNaN },
        new("isinf") { Test = double.IsInfinity },
        new("isfinite") { Test = double.IsFinite },
        new("signbit") { Test = double.IsNegative },
        new("logical_not") { Test = x => x == 0 },
    ];

    /// <summary><c>exp(x) - 1</c> without the loss of digits near 0 (Kahan's correction of the rounded exponential).</summary>
    private static double Expm1(double x)
    {
        var u = Math.Exp(x);
        return u == 1 ? x
            : u - 1 == -1 ? -1
            : double.IsInfinity(u) || Math.Abs(x) > 1 ? u - 1
            : (u - 1) * x / Math.Log(u);
    }

    /// <summary><c>log(1 + x)</c> without the loss of digits near 0.</summary>
    public static double Log1p(double x)
    {
        var u = 1 + x;
        return u == 1 ? x : double.IsInfinity(u) || u <= 0 ? Math.Log(u) : Math.Log(u) * x / (u - 1);
    }
}
