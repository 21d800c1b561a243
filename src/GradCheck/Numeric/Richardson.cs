namespace GradCheck.Numeric;

/// <summary>Central differences over a shrinking step, extrapolated to a step of 0 (Ridders).</summary>
/// <remarks>
/// Source: C. Ridders, "Accurate computation of F'(x) and F'(x)F''(x)" (1982). The steps that the double grid allows
/// are not exact halves, so Neville's scheme uses their realised ratios. Rounding is carried through the tableau beside
/// the values, and the entry with the smallest sum of both errors is taken.
/// </remarks>
internal sealed class Richardson : NumericMethod
{
    /// <summary>The first step in units of the group's <c>sqrt(var + eps)</c>.</summary>
    public const double FirstStep = 1e-2;

    private const int MostLevels = 6;

    /// <inheritdoc/>
    public override string Id => "richardson";

    /// <inheritdoc/>
    public override string Summary => "Central differences over steps that are halved, extrapolated to a step of 0 by Ridders' method.";

    /// <inheritdoc/>
    public override double? DefaultStep => null;

    /// <inheritdoc/>
    public override int EvaluationsPerEntry => 2 * MostLevels;

    /// <inheritdoc/>
    public override NumericEstimate Differentiate(LossLine line, double? step)
    {
        var h = step ?? FirstStep * line.Width;
        var terms = TermRoundings * UnitRoundoff * line.Terms;
        if (double.IsPositiveInfinity(line.Radius))
        {
            var (value, rounding, _) = CentralDifference.Difference(line, h);
            return new(value, rounding + terms);
        }

        // Only steps well inside the radius follow the series that is extrapolated.
        h = Math.Min(h, CentralDifference.LargestShareOfRadius * line.Radius);
        var best = new NumericEstimate(double.NaN, double.PositiveInfinity);
        Span<Level> previous = stackalloc Level[MostLevels];
        Span<Level> current = stackalloc Level[MostLevels];
        Span<double> squares = stackalloc double[MostLevels];
        for (var i = 0; i < MostLevels; i++, h /= 2)
        {
            var (value, rounding, reach) = CentralDifference.Difference(line, h);
            squares[i] = reach * reach;
            if (double.IsNaN(value) || (i > 0 && squares[i] > squares[i - 1] / 2))
            {
                break;
            }

            current[0] = new(value, rounding);
            // What is left of the series after k extrapolations is of this size, whatever the tableau happens to say.
            var remainder = line.Terms * squares[i] / (line.Radius * line.Radius);
            for (var k = 1; k <= i; k++)
            {
                remainder *= squares[i - k] / (line.Radius * line.Radius);
                current[k] = current[k - 1].Extrapolate(previous[k - 1], squares[i - k] / squares[i]);
                var estimate = Math.Max(Math.Abs(current[k].Value - current[k - 1].Value), Math.Abs(current[k].Value - previous[k - 1].Value));
                var bound = Math.Max(estimate, remainder) + current[k].Rounding + terms;
                if (bound < best.ErrorBound)
                {
                    best = new(current[k].Value, bound);
                }
            }

            // Rounding alone grows as the step shrinks; where it exceeds the best bound, nothing better follows.
            if (rounding > best.ErrorBound)
            {
                break;
            }

            if (i == 0)
            {
                best = new(value, double.PositiveInfinity);
            }

            current.CopyTo(previous);
        }

        return best;
    }

    /// <summary>An entry of the tableau with its rounding.</summary>
    private readonly record struct Level(double Value, double Rounding)
    {
        /// <summary>One step of Neville's scheme in the square of the step.</summary>
        public Level Extrapolate(Level coarser, double ratio) => new(
            Value + ((Value - coarser.Value) / (ratio - 1)),
            ((ratio * Rounding) + coarser.Rounding) / (ratio - 1));
    }
}
