using GradCheck.Python.Arrays;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary>NumPy's warnings about results that are not finite while the inputs were.</summary>
internal static class FloatWarnings
{
    /// <summary>Looks at the results of one operand.</summary>
    public static void Check(CallContext context, string name, ReadOnlySpan<double> results, Floats x)
    {
        for (var k = 0; k < results.Length; k++)
        {
            if (!double.IsFinite(results[k]))
            {
                Tell(context, name, results[k], x[k], 1, HasPole(name));
            }
        }
    }

    /// <summary>Looks at the results of two operands.</summary>
    public static void Check(CallContext context, string name, ReadOnlySpan<double> results, Floats a, Floats b)
    {
        for (var k = 0; k < results.Length; k++)
        {
            if (!double.IsFinite(results[k]))
            {
                var pole = name.EndsWith("power", StringComparison.Ordinal) ? a[k] == 0 : HasPole(name) && b[k] == 0;
                Tell(context, name, results[k], a[k], b[k], pole);
            }
        }
    }

    public static void DivideByZero(CallContext context, string name) => Tell(context, name, "divide by zero");

    public static void Overflow(CallContext context, string name) => Tell(context, name, "overflow");

    public static void Invalid(CallContext context, string name) => Tell(context, name, "invalid value");

    /// <summary>Looks at a sum, a product or the like of finite elements.</summary>
    public static void CheckReduced(CallContext context, ReadOnlySpan<double> results, ReadOnlySpan<double> elements)
    {
        foreach (var result in results)
        {
            if (!double.IsFinite(result) && !elements.ContainsAnyNotFinite())
            {
                Tell(context, "reduce", double.IsNaN(result) ? "invalid value" : "overflow");
                return;
            }
        }
    }

    private static bool ContainsAnyNotFinite(this ReadOnlySpan<double> elements)
    {
        foreach (var element in elements)
        {
            if (!double.IsFinite(element))
            {
                return true;
            }
        }

        return false;
    }

    private static void Tell(CallContext context, string name, double result, double a, double b, bool pole)
    {
        if (double.IsNaN(a) || double.IsNaN(b))
        {
            return;
        }

        if (double.IsNaN(result))
        {
            Tell(context, name, "invalid value");
        }
        else if (double.IsFinite(a) && double.IsFinite(b))
        {
            Tell(context, name, pole ? "divide by zero" : "overflow");
        }
    }

    private static void Tell(CallContext context, string name, string what) =>
        context.Session.Warn($"RuntimeWarning: {what} encountered in {name}", context.Span);

    /// <summary>Whether an infinite result of finite operands means a division by zero, and not an overflow.</summary>
    private static bool HasPole(string name) =>
        name.Contains("log", StringComparison.Ordinal) || name.Contains("divide", StringComparison.Ordinal) || name is "reciprocal" or "arctanh";
}
