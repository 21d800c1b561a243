namespace GradCheck.Comparison;

/// <summary>How far two tensors <c>a</c> and <c>b</c> are apart; <c>b</c> is the reference.</summary>
/// <remarks>A quotient 0/0 is 0. The norms are scaled, so that values of 1e150 do not overflow.</remarks>
/// <param name="MaxRelativeError"><c>max(|a - b| / max(1e-8, |a| + |b|))</c>: CS231n's <c>rel_error</c>, from 0 to 1.</param>
/// <param name="MaxAbsoluteError"><c>max(|a - b|)</c>.</param>
/// <param name="NormRelativeError"><c>norm(a - b) / (norm(a) + norm(b))</c>, 2-norm, from 0 to 1.</param>
/// <param name="CosineSimilarity"><c>a.b / (norm(a) norm(b))</c>, from -1 to 1; null where a norm is 0.</param>
/// <param name="Mismatched">How many entries fail the tolerance.</param>
public sealed record Metrics(double MaxRelativeError, double MaxAbsoluteError, double NormRelativeError, double? CosineSimilarity, int Mismatched)
{
    /// <summary>The floor of the denominator of <see cref="MaxRelativeError"/>, that of CS231n's <c>rel_error</c>.</summary>
    public const double RelativeErrorFloor = 1e-8;

    /// <summary>Measures two tensors against each other.</summary>
    /// <param name="a">The tensor to judge.</param>
    /// <param name="b">The reference, as long as <paramref name="a"/>.</param>
    /// <param name="mismatched">How many entries fail the tolerance.</param>
    /// <remarks>An entry that is NaN on either side counts in <paramref name="mismatched"/> alone.</remarks>
    public static Metrics Of(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int mismatched)
    {
        if (a.Length != b.Length)
        {
            throw new ArgumentException("a and b have different lengths", nameof(b));
        }

        double relative = 0, absolute = 0;
        var infinite = false;
        for (var k = 0; k < a.Length; k++)
        {
            var half = HalfDifference(a[k], b[k]);
            if (!double.IsNaN(half))
            {
                infinite |= double.IsInfinity(half);
                absolute = Math.Max(absolute, 2 * half);
                relative = Math.Max(relative, RelativeError(a[k], b[k]));
            }
        }

        var scale = LargestPower(a, b);
        double aa = 0, bb = 0, ab = 0, dd = 0;
        for (var k = 0; k < a.Length; k++)
        {
            var (u, v) = (Math.ScaleB(a[k], -scale), Math.ScaleB(b[k], -scale));
            if (double.IsFinite(u) && double.IsFinite(v))
            {
                aa += u * u;
                bb += v * v;
                ab += u * v;
                dd += (u - v) * (u - v);
            }
        }

        var (normA, normB) = (Math.Sqrt(aa), Math.Sqrt(bb));
        var norms = normA + normB;
        return new(
            relative,
            absolute,
            infinite ? 1 : norms == 0 ? 0 : Math.Sqrt(dd) / norms,
            normA == 0 || normB == 0 ? null : Math.Clamp(ab / normA / normB, -1, 1),
            mismatched);
    }

    /// <summary>How far two numbers are apart: <c>|a - b| / max(1e-8, |a| + |b|)</c>.</summary>
    /// <param name="a">The number to judge.</param>
    /// <param name="b">The reference.</param>
    /// <returns>From 0 to 1, the latter where one is infinite; NaN where one is NaN.</returns>
    public static double RelativeError(double a, double b)
    {
        var size = Math.Max(RelativeErrorFloor / 2, (Math.Abs(a) / 2) + (Math.Abs(b) / 2));
        return double.IsInfinity(size) ? 1 : HalfDifference(a, b) / size;
    }

    // Halves, so that neither the difference nor the sum of two finite numbers overflows.
    private static double HalfDifference(double a, double b) => Math.Abs((a / 2) - (b / 2));

    private static int LargestPower(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double largest = 0;
        for (var k = 0; k < a.Length; k++)
        {
            var size = Math.Max(Math.Abs(a[k]), Math.Abs(b[k]));
            if (double.IsFinite(size))
            {
                largest = Math.Max(largest, size);
            }
        }

        return largest == 0 ? 0 : Math.ILogB(largest);
    }
}
