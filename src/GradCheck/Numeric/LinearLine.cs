using System.Numerics;

namespace GradCheck.Numeric;

/// <summary>The loss along an entry in which it is linear: <c>L(t) = sum((t * slope + rest) * dout)</c>.</summary>
/// <remarks>
/// So it is along <c>gamma</c> (slope <c>xhat</c>, rest <c>beta</c>), along <c>beta</c> (slope 1, rest
/// <c>gamma * xhat</c>), and, where the statistics are constants, along <c>x</c> (slope <c>gamma * istd</c>).
/// </remarks>
internal sealed class LinearLine : LossLine
{
    // Roundings of one term of the loss: slope and rest, their product with t, the sum, dout, and the sum over terms.
    private const double LossRoundings = 10;
    private const double UnitRoundoff = 1.0 / (1L << 53);

    private readonly double[] slope;
    private readonly double[] rest;
    private readonly double[] dout;

    /// <summary>Takes the terms of the line.</summary>
    /// <param name="origin">The entry.</param>
    /// <param name="width">The natural length of the entry.</param>
    /// <param name="slope">The factor of the entry in each term.</param>
    /// <param name="rest">What is added in each term.</param>
    /// <param name="dout">The gradient of each output.</param>
    public LinearLine(double origin, double width, double[] slope, double[] rest, double[] dout)
    {
        (Origin, Width, this.slope, this.rest, this.dout) = (origin, width, slope, rest, dout);
        for (var j = 0; j < dout.Length; j++)
        {
            Terms += Math.Abs(dout[j] * slope[j]);
        }
    }

    /// <inheritdoc/>
    public override double Origin { get; }

    /// <inheritdoc/>
    public override double Radius => double.PositiveInfinity;

    /// <inheritdoc/>
    public override double Width { get; }

    /// <inheritdoc/>
    public override double Terms { get; }

    /// <inheritdoc/>
    public override double At(double value)
    {
        double sum = 0, low = 0;
        for (var j = 0; j < dout.Length; j++)
        {
            var term = ((value * slope[j]) + rest[j]) * dout[j];
            var (total, error) = Arithmetic.DoubleDouble.Sum(sum, term);
            (sum, low) = (total, low + error);
        }

        return sum + low;
    }

    /// <inheritdoc/>
    public override Complex At(Complex value)
    {
        // Linear: the imaginary part is that of the slopes alone.
        double sum = 0, low = 0;
        for (var j = 0; j < dout.Length; j++)
        {
            var (total, error) = Arithmetic.DoubleDouble.Sum(sum, value.Imaginary * slope[j] * dout[j]);
            (sum, low) = (total, low + error);
        }

        return new(At(value.Real), sum + low);
    }

    /// <inheritdoc/>
    public override double RoundingOfLoss(double reach)
    {
        double moving = 0, still = 0;
        for (var j = 0; j < dout.Length; j++)
        {
            var term = Math.Abs(dout[j]) * ((Math.Abs(slope[j]) * (Math.Abs(Origin) + reach)) + Math.Abs(rest[j]));
            moving += slope[j] == 0 ? 0 : term;
            still += slope[j] == 0 ? term : 0;
        }

        // A term that the entry does not reach is the same on both sides, its rounding included; but it makes the sum
        // larger, and the sum is rounded once. Where the entry reaches no term, nothing moves at all.
        return moving == 0 ? 0 : UnitRoundoff * ((LossRoundings * moving) + still);
    }
}
