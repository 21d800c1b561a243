using GradCheck.Python.Arrays;

namespace GradCheck.Python.Torch.Operations;

/// <summary>The functions of one and of two numbers that NumPy has not, or that autograd takes other derivatives of.</summary>
internal static class TorchUfuncs
{
    /// <summary>The derivative is shared where both are equal.</summary>
    public static readonly BinaryUfunc Maximum = BinaryUfuncs.Maximum with
    {
        Selects = false,
        Left = (a, b, _) => a > b ? 1 : a == b ? 0.5 : 0,
        Right = (a, b, _) => b > a ? 1 : a == b ? 0.5 : 0,
    };

    /// <inheritdoc cref="Maximum"/>
    public static readonly BinaryUfunc Minimum = BinaryUfuncs.Minimum with
    {
        Selects = false,
        Left = (a, b, _) => a < b ? 1 : a == b ? 0.5 : 0,
        Right = (a, b, _) => b < a ? 1 : a == b ? 0.5 : 0,
    };

    /// <summary>At a bound the derivative is 1.</summary>
    public static readonly BinaryUfunc AtLeast = BinaryUfuncs.Maximum with
    {
        Name = "clamp",
        Selects = false,
        Left = (a, b, _) => a >= b ? 1 : 0,
        Right = (a, b, _) => b > a ? 1 : 0,
    };

    /// <inheritdoc cref="AtLeast"/>
    public static readonly BinaryUfunc AtMost = BinaryUfuncs.Minimum with
    {
        Name = "clamp",
        Selects = false,
        Left = (a, b, _) => a <= b ? 1 : 0,
        Right = (a, b, _) => b < a ? 1 : 0,
    };

    public static readonly UnaryUfunc Relu = new("relu") { Float = x => x > 0 || double.IsNaN(x) ? x : 0, Integer = x => Math.Max(x, 0), Partial = (x, _) => x > 0 ? 1 : 0 };

    public static readonly UnaryUfunc Sigmoid = new("sigmoid") { Float = Logistic, Partial = (_, result) => result * (1 - result) };

    public static readonly UnaryUfunc Rsqrt = new("rsqrt") { Float = x => 1 / Math.Sqrt(x), Partial = (_, result) => -0.5 * result * result * result };

    public static readonly UnaryUfunc Erf = new("erf") { Float = ErrorFunction.Erf, Partial = (x, _) => 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) };

    /// <summary>The root of what is never negative; where it is 0, so is the derivative.</summary>
    public static readonly UnaryUfunc NormRoot = UnaryUfuncs.Sqrt with { Partial = (_, result) => result == 0 ? 0 : 0.5 / result };

    /// <summary>Those of one number by their names in torch.</summary>
    public static readonly IReadOnlyList<(string Name, UnaryUfunc Ufunc)> Unary =
    [
        ("abs", UnaryUfuncs.Absolute), ("absolute", UnaryUfuncs.Absolute), ("neg", UnaryUfuncs.Negative), ("negative", UnaryUfuncs.Negative), ("positive", UnaryUfuncs.Positive),
        ("square", UnaryUfuncs.Square), ("sqrt", UnaryUfuncs.Sqrt), ("reciprocal", UnaryUfuncs.Reciprocal with { Integer = null }),
        ("exp", Known("exp")), ("exp2", Known("exp2")), ("expm1", Known("expm1")), ("log", Known("log")), ("log2", Known("log2")), ("log10", Known("log10")), ("log1p", Known("log1p")),
        ("sin", Known("sin")), ("cos", Known("cos")), ("tan", Known("tan")), ("sinh", Known("sinh")), ("cosh", Known("cosh")), ("tanh", Known("tanh")),
        .. Pair("asin", "arcsin", Known("arcsin")), .. Pair("acos", "arccos", Known("arccos")), .. Pair("atan", "arctan", Known("arctan")), .. Pair("atanh", "arctanh", Known("arctanh")),
        .. Pair("asinh", "arcsinh", new("asinh") { Float = Math.Asinh, Partial = (x, _) => 1 / Math.Sqrt((x * x) + 1) }),
        .. Pair("acosh", "arccosh", new("acosh") { Float = Math.Acosh, Partial = (x, _) => 1 / Math.Sqrt((x * x) - 1) }),
        .. Pair("sign", "sgn", Known("sign") with { Boolean = x => x }), ("floor", Whole("floor")), ("ceil", Whole("ceil")), .. Pair("trunc", "fix", Whole("trunc")),
        ("frac", new("frac") { Float = x => x - Math.Truncate(x), Partial = (_, _) => 1 }),
        ("isnan", Known("isnan")), ("isinf", Known("isinf")), ("isfinite", Known("isfinite")), ("signbit", Known("signbit")), ("logical_not", Known("logical_not")),
        ("bitwise_not", UnaryUfuncs.Invert),
        ("relu", Relu), ("sigmoid", Sigmoid), ("rsqrt", Rsqrt), ("erf", Erf),
        ("erfc", new("erfc") { Float = ErrorFunction.Erfc, Partial = (x, _) => -2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) }),
        ("deg2rad", new("deg2rad") { Float = x => x * (Math.PI / 180), Partial = (_, _) => Math.PI / 180 }),
        ("rad2deg", new("rad2deg") { Float = x => x * (180 / Math.PI), Partial = (_, _) => 180 / Math.PI }),
        ("sinc", new("sinc") { Float = x => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x), Partial = (x, result) => x == 0 ? 0 : (Math.Cos(Math.PI * x) - result) / x }),
    ];

    /// <summary>Those of two numbers by their names in torch.</summary>
    public static readonly IReadOnlyList<(string Name, BinaryUfunc Ufunc)> Binary =
    [
        .. Both("mul", "multiply", BinaryUfuncs.Multiply), ("true_divide", BinaryUfuncs.Divide), ("floor_divide", BinaryUfuncs.FloorDivide), ("remainder", BinaryUfuncs.Remainder), ("fmod", Two("fmod")),
        ("pow", BinaryUfuncs.Power), ("float_power", Two("float_power")), ("maximum", Maximum), ("minimum", Minimum), ("fmax", Maximum), ("fmin", Minimum),
        .. Both("atan2", "arctan2", Two("arctan2")), ("hypot", Two("hypot")), ("logaddexp", Two("logaddexp")),
        ("eq", BinaryUfuncs.Equal), .. Both("ne", "not_equal", BinaryUfuncs.NotEqual), .. Both("lt", "less", BinaryUfuncs.Less), .. Both("le", "less_equal", BinaryUfuncs.LessEqual),
        .. Both("gt", "greater", BinaryUfuncs.Greater), .. Both("ge", "greater_equal", BinaryUfuncs.GreaterEqual),
        ("bitwise_and", BinaryUfuncs.And), ("bitwise_or", BinaryUfuncs.Or), ("bitwise_xor", BinaryUfuncs.Xor),
        ("logical_and", Logical("logical_and", (a, b) => a && b)), ("logical_or", Logical("logical_or", (a, b) => a || b)), ("logical_xor", Logical("logical_xor", (a, b) => a != b)),
        ("copysign", new("copysign") { Float = Math.CopySign, Left = (a, b, result) => a == 0 ? 0 : result / a, Right = (_, _, _) => 0 }),
        ("xlogy", new("xlogy") { Float = (a, b) => a == 0 && !double.IsNaN(b) ? 0 : a * Math.Log(b), Left = (_, b, _) => Math.Log(b), Right = (a, b, _) => a / b }),
    ];

    private static UnaryUfunc Known(string name) => UnaryUfuncs.All.First(ufunc => ufunc.Name == name);

    // Whole numbers stay what they are, and a float has no slope.
    private static UnaryUfunc Whole(string name) => Known(name) with { Integer = x => x, Partial = (_, _) => 0 };

    private static BinaryUfunc Two(string name) => BinaryUfuncs.All.First(ufunc => ufunc.Name == name);

    private static BinaryUfunc Logical(string name, Func<bool, bool, bool> apply) => new(name) { Test = (a, b) => apply(a != 0, b != 0), IntegerTest = (a, b) => apply(a != 0, b != 0) };

    private static (string, UnaryUfunc)[] Pair(string name, string other, UnaryUfunc ufunc) => [(name, ufunc), (other, ufunc)];

    private static (string, BinaryUfunc)[] Both(string name, string other, BinaryUfunc ufunc) => [(name, ufunc), (other, ufunc)];

    private static double Logistic(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) is var e ? e / (1 + e) : 0;
}
