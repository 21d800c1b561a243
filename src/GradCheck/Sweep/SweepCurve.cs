using System.Collections.Immutable;
using GradCheck.Numeric;

namespace GradCheck.Sweep;

/// <summary>The error of one numeric method against the step: for differences, a V.</summary>
/// <param name="Method">The method.</param>
/// <param name="Points">The error at each step, the largest step first.</param>
/// <param name="BestStep">The step with the smallest error, the largest of them if several have it; errors below 4 units of 2^-52 count as the same. Null where every step vanished.</param>
/// <param name="BestError">The error there.</param>
/// <param name="TruncationSlope">
/// <c>log10(error)</c> per <c>log10(h)</c> over the steps that are clearly too large; null where there are fewer than two.
/// Rounded to 3 decimals.
/// </param>
/// <param name="RoundingSlope">The same over the steps that are clearly too small, which for a method that subtracts nothing is all of them.</param>
/// <param name="Theory">What they should be.</param>
public sealed record SweepCurve(
    NumericMethod Method,
    ImmutableArray<SweepPoint> Points,
    double? BestStep,
    double? BestError,
    double? TruncationSlope,
    double? RoundingSlope,
    SweepTheory Theory)
{
    // A decade beside the best step both errors still count.
    private const double ClearFactor = 9;

    // Beyond this error the numbers have lost their meaning, and the curve its slope.
    private const double LargestError = 0.1;

    // Below this an error is the rounding of the number itself, and one step is as good as another.
    private const double RoundingOfTheResult = 4.0 / (1L << 52);

    internal static SweepCurve Of(NumericMethod method, ImmutableArray<SweepPoint> points, double largestStep, SweepTheory theory)
    {
        var errors = points.Where(point => point.Error is not null).ToArray();
        if (errors.Length == 0)
        {
            return new(method, points, null, null, null, null, theory);
        }

        // MinBy takes the first, and the largest step comes first.
        var best = errors.MinBy(point => Math.Max(point.Error!.Value, RoundingOfTheResult));
        var fitted = errors.Where(point => point is { Error: > 0 and < LargestError, Vanished: 0 }).ToArray();
        return new(
            method,
            points,
            best.Step,
            best.Error,
            SlopeOf([.. fitted.Where(point => point.Step > best.Step * ClearFactor && point.Step <= largestStep)]),
            SlopeOf([.. fitted.Where(point => point.Step * ClearFactor < best.Step)]),
            theory);
    }

    /// <summary>Least squares of <c>log10(error)</c> on <c>log10(h)</c>.</summary>
    private static double? SlopeOf(SweepPoint[] points)
    {
        if (points.Length < 2)
        {
            return null;
        }

        // Math.Log10 may differ in the last digit between machines; 3 decimals do not.
        var (x, y) = (Array.ConvertAll(points, point => Math.Log10(point.Step)), Array.ConvertAll(points, point => Math.Log10(point.Error!.Value)));
        var (meanX, meanY) = (x.Average(), y.Average());
        double products = 0, squares = 0;
        for (var i = 0; i < x.Length; i++)
        {
            products += (x[i] - meanX) * (y[i] - meanY);
            squares += (x[i] - meanX) * (x[i] - meanX);
        }

        return Math.Round(products / squares, 3);
    }
}
