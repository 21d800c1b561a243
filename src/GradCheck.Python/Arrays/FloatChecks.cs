namespace GradCheck.Python.Arrays;

/// <summary>Looks for results that are not finite although the operands were.</summary>
internal static class FloatChecks
{
    /// <summary>Looks at the results of one operand.</summary>
    public static void Of(ArrayContext context, UnaryUfunc ufunc, ReadOnlySpan<double> results, Floats x)
    {
        for (var k = 0; k < results.Length; k++)
        {
            if (!double.IsFinite(results[k]))
            {
                Tell(context, ufunc.Name, false, results[k], x[k], 1, ufunc.HasPole);
            }
        }
    }

    /// <summary>Looks at the results of two operands.</summary>
    public static void Of(ArrayContext context, BinaryUfunc ufunc, bool isScalar, ReadOnlySpan<double> results, Floats a, Floats b)
    {
        for (var k = 0; k < results.Length; k++)
        {
            if (!double.IsFinite(results[k]))
            {
                Tell(context, ufunc.Name, isScalar, results[k], a[k], b[k], ufunc.IsPole is { } isPole && isPole(a[k], b[k]));
            }
        }
    }

    /// <summary>Looks at sums of finite elements.</summary>
    public static void OfSums(ArrayContext context, ReadOnlySpan<double> results, ReadOnlySpan<double> elements)
    {
        foreach (var result in results)
        {
            if (!double.IsFinite(result) && !elements.ContainsAnyNotFinite())
            {
                context.Warn(double.IsNaN(result) ? ArrayWarning.Invalid : ArrayWarning.Overflow, "reduce");
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

    private static void Tell(ArrayContext context, string name, bool isScalar, double result, double a, double b, bool pole)
    {
        if (double.IsNaN(a) || double.IsNaN(b))
        {
            return;
        }

        if (double.IsNaN(result))
        {
            context.Warn(ArrayWarning.Invalid, name, isScalar);
        }
        else if (double.IsFinite(a) && double.IsFinite(b))
        {
            context.Warn(pole ? ArrayWarning.DivideByZero : ArrayWarning.Overflow, name, isScalar);
        }
    }
}
