namespace GradCheck.Python.Arrays;

/// <summary>Operations on two numbers whose rules are Python's, not C#'s.</summary>
internal static class Arithmetic
{
    // The product avoids Math.Pow where it computes results of its own, since it differs in the last bit between machines.
    // Here the student's own numbers are computed, and NumPy calls the same function.
#pragma warning disable RS0030
    public static double Power(double a, double b) => b == 2 ? a * a : Math.Pow(a, b);
#pragma warning restore RS0030

    public static long Power(long a, long b)
    {
        long result = 1;
        for (; b > 0; b >>= 1, a *= a)
        {
            if ((b & 1) != 0)
            {
                result *= a;
            }
        }

        return result;
    }

    public static double Remainder(double a, double b)
    {
        if (b == 0)
        {
            return double.NaN;
        }

        var remainder = a % b;
        return remainder == 0 ? Math.CopySign(0, b) : (b < 0) != (remainder < 0) ? remainder + b : remainder;
    }

    public static double FloorDivide(double a, double b)
    {
        if (b == 0)
        {
            return a / b;
        }

        var remainder = a % b;
        var quotient = (a - remainder) / b;
        if (remainder != 0 && (b < 0) != (remainder < 0))
        {
            quotient -= 1;
        }

        if (quotient == 0)
        {
            return Math.CopySign(0, a / b);
        }

        var floor = Math.Floor(quotient);
        return quotient - floor > 0.5 ? floor + 1 : floor;
    }

    public static long Remainder(long a, long b)
    {
        if (b is 0 or -1)
        {
            return 0;
        }

        var remainder = a % b;
        return remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder;
    }

    public static long FloorDivide(long a, long b)
    {
        if (b == 0)
        {
            return 0;
        }

        if (b == -1)
        {
            return unchecked(-a);
        }

        var quotient = a / b;
        return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
    }

    /// <summary>The greater, or NaN if either is.</summary>
    public static double Maximum(double a, double b) => a >= b || double.IsNaN(a) ? a : b;

    /// <summary>The smaller, or NaN if either is.</summary>
    public static double Minimum(double a, double b) => a <= b || double.IsNaN(a) ? a : b;

    public static double Sign(double x) => x > 0 ? 1 : x < 0 ? -1 : x;
}
