namespace GradCheck.Numeric;

/// <summary><c>(L(t + h) - L(t - h)) / 2h</c>, divided by the realised step.</summary>
/// <remarks>
/// The error is truncation, of order <c>h^2</c>, and rounding, of order <c>1/h</c>. Truncation is estimated from a second
/// difference over twice the step, which in the limit is off by three times as much again as the first.
/// </remarks>
internal sealed class CentralDifference : NumericMethod
{
    /// <summary>Beyond this share of the distance to a singularity, a second step says nothing about truncation.</summary>
    public const double LargestShareOfRadius = 0.125;

    /// <inheritdoc/>
    public override string Id => "central";

    /// <inheritdoc/>
    public override string Summary => "Central difference (L(t + h) - L(t - h)) / 2h of each entry; exact to order h^2.";

    /// <inheritdoc/>
    public override double? DefaultStep => 1e-5;

    /// <inheritdoc/>
    public override int EvaluationsPerEntry => 4;

    /// <inheritdoc/>
    public override NumericEstimate Differentiate(LossLine line, double? step)
    {
        var h = step ?? DefaultStep!.Value;
        var (value, rounding, reach) = Difference(line, h);
        if (double.IsNaN(value))
        {
            return new(double.NaN, double.PositiveInfinity);
        }

        var bound = rounding + (TermRoundings * UnitRoundoff * line.Terms);
        if (double.IsPositiveInfinity(line.Radius))
        {
            return new(value, bound);
        }

        if (reach > LargestShareOfRadius * line.Radius)
        {
            return new(value, double.PositiveInfinity);
        }

        var twice = Difference(line, 2 * h);
        var share = reach / line.Radius;
        return new(value, Math.Max(Math.Abs(twice.Value - value), share * share * line.Terms) + bound);
    }

    /// <summary>One central difference with a bound on its rounding.</summary>
    /// <param name="line">The loss along the entry.</param>
    /// <param name="step">The step asked for.</param>
    /// <returns>The difference, the bound, and the step that the grid allowed; NaN and 0 where it vanished.</returns>
    internal static (double Value, double Rounding, double Reach) Difference(LossLine line, double step)
    {
        var points = StepPair.Around(line.Origin, step);
        if (!(points.Width > 0 && double.IsFinite(points.Width)))
        {
            return (double.NaN, double.PositiveInfinity, 0);
        }

        var reach = points.Width / 2;
        var value = (line.At(points.Up) - line.At(points.Down)) / points.Width;
        return (value, 2 * line.RoundingOfLoss(reach) / points.Width, reach);
    }
}
