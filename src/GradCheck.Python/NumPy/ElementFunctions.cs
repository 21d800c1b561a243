using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary>What works element by element but is no ufunc: choosing, limiting, rounding, comparing with a tolerance.</summary>
internal static class ElementFunctions
{
    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        Movers.Of("numpy.where", "condition, x=None, y=None", "Elements of x where the condition holds, of y elsewhere; with the condition alone, the indices where it holds.", Where),
        new("numpy.clip", "a, a_min, a_max, out=None", "Elements limited to a range; those outside have no gradient.", Clip),
        new("numpy.round", "a, decimals=0, out=None", "Rounded to the nearest, halves to even.", Round),
        new("numpy.around", "a, decimals=0, out=None", "As round.", Round),
        new("numpy.round_", "a, decimals=0, out=None", "As round.", Round),
        new("numpy.nan_to_num", "x, copy=True, nan=0, posinf=None, neginf=None", "NaN and infinities replaced.", NanToNum),
        new("numpy.isclose", "a, b, rtol=1e-05, atol=1e-08, equal_nan=False", "Whether |a - b| <= atol + rtol |b|, element by element.", (context, arguments) => Close(context, arguments)),
        new("numpy.allclose", "a, b, rtol=1e-05, atol=1e-08, equal_nan=False", "Whether all elements are close.", (context, arguments) =>
            BooleanValue.Of(Close(context, arguments) is var close && Integers.Of(close).ToArray(close.Size).All(bit => bit != 0))),
        Movers.Of("numpy.array_equal", "a1, a2, equal_nan=False", "Whether shape and elements are the same.", (context, arguments) =>
        {
            NdArray left = arguments.Array(context, "a1"), right = arguments.Array(context, "a2");
            context.Budget.Work(left.Size, context.Span);
            return BooleanValue.Of(Shapes.Same(left.Shape, right.Shape) && left.ToDoubles().Zip(right.ToDoubles()).All(pair => pair.First == pair.Second || (arguments.Flag("equal_nan") && double.IsNaN(pair.First) && double.IsNaN(pair.Second))));
        }),
        new("numpy.isscalar", "element", "Whether it is a number and not an array.", (_, arguments) =>
            BooleanValue.Of(arguments["element"] is FloatValue or IntegerValue or BooleanValue or StringValue or NdArray { IsScalar: true })),
        new("numpy.heaviside", "x1, x2", "0 below 0, 1 above, x2 at 0.", (context, arguments) => new BinaryUfunc("heaviside")
        {
            Float = (x, half) => x == 0 ? half : x < 0 ? 0 : double.IsNaN(x) ? x : 1,
        }.Apply(context, arguments.Array(context, "x1"), arguments.Array(context, "x2"))),
    ];

    private static Value Where(CallContext context, BoundArguments arguments)
    {
        var condition = arguments.Array(context, "condition");
        if (!arguments.Has("x") && !arguments.Has("y"))
        {
            return new TupleValue([.. Searching.NonZero(context, Layouts.AtLeast(context, condition, 1))]);
        }

        return arguments.Has("x") && arguments.Has("y")
            ? Gathering.Choose(context, "numpy.where", condition, arguments.Array(context, "x"), arguments.Array(context, "y"))
            : throw Errors.Value("either both or neither of x and y should be given", context.Span);
    }

    private static NdArray Clip(CallContext context, BoundArguments arguments)
    {
        var result = arguments.Array(context, "a");
        if (!arguments.Has("a_min") && !arguments.Has("a_max"))
        {
            throw Errors.Value("One of max or min must be given", context.Span);
        }

        if (arguments.Has("a_min") && arguments.Has("a_max"))
        {
            Shapes.Broadcast(result, arguments.Array(context, "a_min"), arguments.Array(context, "a_max"));
        }

        // The array comes first, so that it has the gradient at the edge of the range.
        result = arguments.Has("a_min") ? BinaryUfuncs.Maximum.Apply(context, result, arguments.Array(context, "a_min")) : result;
        result = arguments.Has("a_max") ? BinaryUfuncs.Minimum.Apply(context, result, arguments.Array(context, "a_max")) : result;
        if (arguments["out"] is NdArray { IsScalar: false } target)
        {
            ArrayOperators.CheckOutput(context, target);
            ArrayOperators.CheckCast(context, "clip", result.DType, target.DType);
            Writes.Into(context, null, target, result);
            return target;
        }

        return result;
    }

    private static NdArray Round(CallContext context, BoundArguments arguments)
    {
        var array = arguments.Array(context, "a");
        var decimals = arguments.Int(context, "decimals");
        if (array.DType != DType.Float64 && decimals >= 0)
        {
            return Views.Copy(context, array, array.IsScalar);
        }

        var scale = Arithmetic.Power(10, Math.Abs((double)decimals));
        return new UnaryUfunc("round")
        {
            Float = decimals >= 0
                ? x => decimals == 0 ? Math.Round(x, MidpointRounding.ToEven) : Math.Round(x * scale, MidpointRounding.ToEven) / scale
                : x => Math.Round(x / scale, MidpointRounding.ToEven) * scale,
        }.Apply(context, array);
    }

    private static NdArray NanToNum(CallContext context, BoundArguments arguments)
    {
        var array = arguments.Array(context, "x");
        if (array.DType != DType.Float64)
        {
            return Views.Copy(context, array);
        }

        var nan = arguments.Double(context, "nan");
        var most = arguments.Has("posinf") ? arguments.Double(context, "posinf") : double.MaxValue;
        var least = arguments.Has("neginf") ? arguments.Double(context, "neginf") : double.MinValue;
        return new UnaryUfunc("nan_to_num")
        {
            Float = x => double.IsNaN(x) ? nan : double.IsPositiveInfinity(x) ? most : double.IsNegativeInfinity(x) ? least : x,
            Partial = (x, _) => double.IsFinite(x) ? 1 : 0,
        }.Apply(context, array);
    }

    private static NdArray Close(CallContext context, BoundArguments arguments)
    {
        double rtol = arguments.Double(context, "rtol"), atol = arguments.Double(context, "atol");
        var nanIsNan = arguments.Flag("equal_nan");
        bool Test(double a, double b) => a == b || (double.IsFinite(a) && double.IsFinite(b) && Math.Abs(a - b) <= atol + (rtol * Math.Abs(b))) || (nanIsNan && double.IsNaN(a) && double.IsNaN(b));
        return new BinaryUfunc("isclose") { Test = Test, IntegerTest = (a, b) => Test(a, b) }.Apply(context, arguments.Array(context, "a"), arguments.Array(context, "b"));
    }
}
