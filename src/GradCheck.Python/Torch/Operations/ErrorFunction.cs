namespace GradCheck.Python.Torch.Operations;

/// <summary>The integral of the normal distribution.</summary>
internal static class ErrorFunction
{
    /// <summary>From here on the continued fraction is the quicker and the more exact.</summary>
    private const double Far = 2.5;

    /// <summary><c>erf(x)</c>: a series without cancellation near 0, what is left to 1 elsewhere.</summary>
    public static double Erf(double x)
    {
        if (double.IsNaN(x))
        {
            return x;
        }

        return Math.Abs(x) < Far ? Series(x) : x > 0 ? 1 - Fraction(x) : Fraction(-x) - 1;
    }

    /// <summary><c>1 - erf(x)</c>, exact also where that is small.</summary>
    public static double Erfc(double x) => double.IsNaN(x) ? x : x < Far ? x < -Far ? 2 - Fraction(-x) : 1 - Series(x) : Fraction(x);

    // erf(x) = 2 / sqrt(pi) * exp(-x^2) * sum of 2^n x^(2n+1) / (1 * 3 * ... * (2n+1)).
    private static double Series(double x)
    {
        double term = x, sum = x;
        for (var n = 1; n < 200 && Math.Abs(term) > Math.Abs(sum) * 1e-18; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    // erfc(x) = exp(-x^2) / sqrt(pi) / (x + (1/2) / (x + 1 / (x + (3/2) / (x + ...)))), from the inside out.
    private static double Fraction(double x)
    {
        if (x > 27)
        {
            return 0;
        }

        var value = x;
        for (var n = 120; n > 0; n--)
        {
            value = x + (n / 2.0 / value);
        }

        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / value;
    }
}
