using System.Runtime.CompilerServices;

namespace GradCheck.Arithmetic;

/// <summary>A number carried in two doubles, <c>High + Low</c>, with about 106 significant bits.</summary>
/// <remarks>
/// <para>
/// Every operation is made of IEEE additions, multiplications and fused multiply-adds alone, each of which is correctly
/// rounded, so results are the same to the last bit on every machine. The error of an operation is below 2^-102 of its
/// result, or, for a sum, of the absolute terms; the range is that of <see cref="double"/>, and the low part is lost to underflow where the number itself
/// is below about 1e-292.
/// </para>
/// <para>Source: T. J. Dekker, "A floating-point technique for extending the available precision" (1971);
/// M. Joldes, J.-M. Muller, V. Popescu, "Tight and rigorous error bounds for basic building blocks of double-word
/// arithmetic" (2017), whose algorithm names the comments use.</para>
/// </remarks>
/// <param name="High">The number rounded to the nearest double.</param>
/// <param name="Low">What the rounding left out: at most half a unit in the last place of <paramref name="High"/>.</param>
public readonly record struct DoubleDouble(double High, double Low)
{
    /// <summary>A double, exactly.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator DoubleDouble(double value) => new(value, 0);

    /// <summary>The nearest double.</summary>
    /// <param name="value">The number.</param>
    public static explicit operator double(DoubleDouble value) => value.High;

    /// <summary>The nearest doubles.</summary>
    /// <param name="values">The numbers.</param>
    public static double[] Rounded(ReadOnlySpan<DoubleDouble> values)
    {
        var rounded = new double[values.Length];
        for (var k = 0; k < rounded.Length; k++)
        {
            rounded[k] = values[k].High;
        }

        return rounded;
    }

    /// <summary><c>-a</c>, exactly.</summary>
    /// <param name="a">The number.</param>
    public static DoubleDouble operator -(DoubleDouble a) => new(-a.High, -a.Low);

    /// <summary><c>a + b</c>.</summary>
    /// <param name="a">The first term.</param>
    /// <param name="b">The second term.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator +(DoubleDouble a, DoubleDouble b)
    {
        // SloppyDWPlusDW, at half the cost of the accurate form. Its error is relative to |a| + |b|, as is all that is
        // promised here: where the terms cancel, what is left of them is known to 2^-102 of the terms.
        var (sum, error) = Sum(a.High, b.High);
        return FastSum(sum, error + (a.Low + b.Low));
    }

    /// <summary><c>a + b</c>.</summary>
    /// <param name="a">The first term.</param>
    /// <param name="b">The second term.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator +(DoubleDouble a, double b)
    {
        // DWPlusFP
        var (sum, error) = Sum(a.High, b);
        return FastSum(sum, error + a.Low);
    }

    /// <summary><c>a - b</c>.</summary>
    /// <param name="a">The number to subtract from.</param>
    /// <param name="b">The number to subtract.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator -(DoubleDouble a, DoubleDouble b) => a + -b;

    /// <summary><c>a * b</c>.</summary>
    /// <param name="a">The first factor.</param>
    /// <param name="b">The second factor.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        // DWTimesDW2
        var (product, error) = Product(a.High, b.High);
        return FastSum(product, error + Math.FusedMultiplyAdd(a.High, b.Low, a.Low * b.High));
    }

    /// <summary><c>a * b</c>.</summary>
    /// <param name="a">The first factor.</param>
    /// <param name="b">The second factor.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator *(DoubleDouble a, double b)
    {
        // DWTimesFP3
        var (product, error) = Product(a.High, b);
        return FastSum(product, Math.FusedMultiplyAdd(a.Low, b, error));
    }

    /// <summary><c>a / b</c>; where the quotient is a double, it is that double exactly.</summary>
    /// <param name="a">The number to divide.</param>
    /// <param name="b">The divisor, not 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator /(DoubleDouble a, double b)
    {
        // DWDivFP3
        var quotient = a.High / b;
        var remainder = Math.FusedMultiplyAdd(-quotient, b, a.High) + a.Low;
        return FastSum(quotient, remainder / b);
    }

    /// <summary><c>a + b</c> without error (2Sum).</summary>
    /// <param name="a">The first term.</param>
    /// <param name="b">The second term.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble Sum(double a, double b)
    {
        var sum = a + b;
        var shadow = sum - a;
        return new(sum, (a - (sum - shadow)) + (b - shadow));
    }

    /// <summary><c>a * b</c> without error, unless the error itself underflows (2Prod).</summary>
    /// <param name="a">The first factor.</param>
    /// <param name="b">The second factor.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble Product(double a, double b)
    {
        var product = a * b;
        return new(product, Math.FusedMultiplyAdd(a, b, -product));
    }

    /// <summary><c>1 / sqrt(value)</c>.</summary>
    /// <param name="value">A number above 0.</param>
    /// <returns>The inverse square root, to about 2^-100; infinity where <paramref name="value"/> is 0.</returns>
    public static DoubleDouble InverseSqrt(DoubleDouble value)
    {
        if (value.High == 0)
        {
            return double.PositiveInfinity;
        }

        // An even power of two out of the way, so that no intermediate leaves the range.
        var half = Math.ILogB(value.High) >> 1;
        var scaled = ScaleB(value, -2 * half);
        DoubleDouble root = 1 / Math.Sqrt(scaled.High);

        // One Newton step doubles the 53 bits of the start: r + r (1 - v r^2) / 2.
        var residual = (scaled * root * root * -1.0) + 1.0;
        return ScaleB(root + (root * residual * 0.5), -half);
    }

    /// <summary><c>value * 2^power</c>, exact unless it leaves the range of a double.</summary>
    /// <param name="value">The number.</param>
    /// <param name="power">The power of two.</param>
    public static DoubleDouble ScaleB(DoubleDouble value, int power) =>
        new(Math.ScaleB(value.High, power), Math.ScaleB(value.Low, power));

    /// <summary><c>|value|</c>, exactly.</summary>
    /// <param name="value">The number.</param>
    public static DoubleDouble Abs(DoubleDouble value) => value.High < 0 ? -value : value;

    // Fast2Sum: right where |a| >= |b| or a is 0, which holds wherever it is used here.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DoubleDouble FastSum(double a, double b)
    {
        var sum = a + b;
        return new(sum, b - (sum - a));
    }
}
