namespace GradCheck.Python.Arrays;

/// <summary>The functions of two numbers, with their partial derivatives.</summary>
internal static class BinaryUfuncs
{
    public static readonly BinaryUfunc Add = new("add")
    {
        Float = Sum.Of,
        Loop = FloatLoops.Of<Sum>,
        Integer = (a, b) => a + b,
        Exact = (a, b) => a + b,
        Boolean = (a, b) => a | b,
        Left = (_, _, _) => 1,
        Right = (_, _, _) => 1,
        Reduce = (context, array, axes, keep, name) => Reductions.Sum(context, array, axes, keep, name),
    };

    public static readonly BinaryUfunc Subtract = new("subtract")
    {
        Float = Difference.Of,
        Loop = FloatLoops.Of<Difference>,
        Integer = (a, b) => a - b,
        Exact = (a, b) => a - b,
        Left = (_, _, _) => 1,
        Right = (_, _, _) => -1,
    };

    public static readonly BinaryUfunc Multiply = new("multiply")
    {
        Float = Product.Of,
        Loop = FloatLoops.Of<Product>,
        Integer = (a, b) => a * b,
        Exact = (a, b) => a * b,
        Boolean = (a, b) => a & b,
        Left = (_, b, _) => b,
        Right = (a, _, _) => a,
        Reduce = (context, array, axes, keep, name) => Reductions.Prod(context, array, axes, keep, name),
    };

    public static readonly BinaryUfunc Divide = new("divide")
    {
        Float = Quotient.Of,
        Loop = FloatLoops.Of<Quotient>,
        IsPole = (_, b) => b == 0,
        Left = (_, b, _) => 1 / b,
        Right = (_, b, result) => -result / b,
    };

    public static readonly BinaryUfunc FloorDivide = new("floor_divide")
    {
        Float = Arithmetic.FloorDivide,
        Integer = Arithmetic.FloorDivide,
        IsPole = (_, b) => b == 0,
        Divides = true,
    };

    public static readonly BinaryUfunc Remainder = new("remainder")
    {
        Float = Arithmetic.Remainder,
        Integer = Arithmetic.Remainder,
        Divides = true,
        Left = (_, _, _) => 1,
        Right = (a, b, _) => -Arithmetic.FloorDivide(a, b),
    };

    public static readonly BinaryUfunc Power = new("power")
    {
        Float = Arithmetic.Power,
        Integer = Arithmetic.Power,
        IsPole = (a, _) => a == 0,
        Powers = true,
        Left = (a, b, _) => b == 0 ? 0 : b * Arithmetic.Power(a, b - 1),
        Right = (a, b, result) => a == 0 && b >= 0 ? 0 : result * Math.Log(a),
    };

    public static readonly BinaryUfunc Maximum = new("maximum")
    {
        Float = Arithmetic.Maximum,
        Integer = Math.Max,
        Boolean = Math.Max,
        Selects = true,
        Reduce = (context, array, axes, keep, name) => Extremes.Of(context, array, axes, keep, isMax: true, name),
    };

    public static readonly BinaryUfunc Minimum = new("minimum")
    {
        Float = Arithmetic.Minimum,
        Integer = Math.Min,
        Boolean = Math.Min,
        Selects = true,
        Reduce = (context, array, axes, keep, name) => Extremes.Of(context, array, axes, keep, isMax: false, name),
    };

    public static readonly BinaryUfunc And = new("bitwise_and") { Integer = (a, b) => a & b, Boolean = (a, b) => a & b };

    public static readonly BinaryUfunc Or = new("bitwise_or") { Integer = (a, b) => a | b, Boolean = (a, b) => a | b };

    public static readonly BinaryUfunc Xor = new("bitwise_xor") { Integer = (a, b) => a ^ b, Boolean = (a, b) => a ^ b };

    public static readonly BinaryUfunc LeftShift = new("left_shift") { Integer = (a, b) => b is >= 0 and < 64 ? a << (int)b : 0 };

    public static readonly BinaryUfunc RightShift = new("right_shift") { Integer = (a, b) => a >> (int)(b is >= 0 and < 64 ? b : 63) };

    public static readonly BinaryUfunc Equal = new("equal") { Test = (a, b) => a == b, IntegerTest = (a, b) => a == b };

    public static readonly BinaryUfunc NotEqual = new("not_equal") { Test = (a, b) => a != b, IntegerTest = (a, b) => a != b };

    public static readonly BinaryUfunc Less = new("less") { Test = (a, b) => a < b, IntegerTest = (a, b) => a < b };

    public static readonly BinaryUfunc LessEqual = new("less_equal") { Test = (a, b) => a <= b, IntegerTest = (a, b) => a <= b };

    public static readonly BinaryUfunc Greater = new("greater") { Test = (a, b) => a > b, IntegerTest = (a, b) => a > b };

    public static readonly BinaryUfunc GreaterEqual = new("greater_equal") { Test = (a, b) => a >= b, IntegerTest = (a, b) => a >= b };

    /// <summary>All of them, those without an operator of their own included.</summary>
    public static readonly IReadOnlyList<BinaryUfunc> All =
    [
        Add, Subtract, Multiply, Divide, FloorDivide, Remainder, Power, Maximum, Minimum, And, Or, Xor, LeftShift, RightShift,
        Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual,
        new("fmax")
        {
            Float = (a, b) => a >= b || double.IsNaN(b) ? a : b,
            Integer = Math.Max,
            Boolean = Math.Max,
            Selects = true,
        },
        new("fmin")
        {
            Float = (a, b) => a <= b || double.IsNaN(b) ? a : b,
            Integer = Math.Min,
            Boolean = Math.Min,
            Selects = true,
        },
        new("fmod")
        {
            Float = (a, b) => a % b,
            Integer = (a, b) => b is 0 or -1 ? 0 : a % b,
            Left = (_, _, _) => 1,
            Right = (a, b, _) => -Math.Truncate(a / b),
        },
        Power with { Name = "float_power", Integer = null },
        new("arctan2")
        {
            Float = Math.Atan2,
            Left = (a, b, _) => b / ((a * a) + (b * b)),
            Right = (a, b, _) => -a / ((a * a) + (b * b)),
        },
        new("hypot")
        {
            Float = double.Hypot,
            Left = (a, _, result) => a / result,
            Right = (_, b, result) => b / result,
        },
        new("logaddexp")
        {
            Float = (a, b) => a == b ? a + Math.Log(2) : Math.Max(a, b) + UnaryUfuncs.Log1p(Math.Exp(-Math.Abs(a - b))),
            Left = (a, _, result) => Math.Exp(a - result),
            Right = (_, b, result) => Math.Exp(b - result),
        },
        new("logical_and") { Test = (a, b) => a != 0 && b != 0, IntegerTest = (a, b) => a != 0 && b != 0 },
        new("logical_or") { Test = (a, b) => a != 0 || b != 0, IntegerTest = (a, b) => a != 0 || b != 0 },
        new("logical_xor") { Test = (a, b) => (a != 0) != (b != 0), IntegerTest = (a, b) => (a != 0) != (b != 0) },
    ];
}
