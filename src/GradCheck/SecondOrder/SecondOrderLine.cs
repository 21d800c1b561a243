using System.Numerics;
using GradCheck.Numeric;

namespace GradCheck.SecondOrder;

/// <summary><c>S</c> along one entry of <c>x</c>, <c>gamma</c> or <c>dout</c>, over the groups that the entry reaches.</summary>
internal sealed class SecondOrderLine : LossLine
{
    // A term of the second order goes through up to four times the roundings of one of the first.
    private const double RoundingsToFirstOrder = 4;

    private readonly List<(GradientLoss Loss, Complex[] Entries, int[] Places)> moved;
    private readonly double center;

    /// <summary>Takes the entry.</summary>
    /// <param name="origin">Its value.</param>
    /// <param name="center">What is taken off it in <paramref name="moved"/>.</param>
    /// <param name="radius">The distance to the nearest singularity.</param>
    /// <param name="terms">The sum of the absolute terms of the derivative.</param>
    /// <param name="moved">The groups it reaches, and where it is in each.</param>
    public SecondOrderLine(double origin, double center, double radius, double terms, List<(GradientLoss Loss, Complex[] Entries, int[] Places)> moved) =>
        (Origin, this.center, Radius, Terms, this.moved) = (origin, center, radius, RoundingsToFirstOrder * terms, moved);

    /// <inheritdoc/>
    public override double Origin { get; }

    /// <inheritdoc/>
    public override double Radius { get; }

    /// <inheritdoc/>
    public override double Width => 1;

    /// <inheritdoc/>
    public override double Terms { get; }

    /// <inheritdoc/>
    public override double At(double value) => throw new NotSupportedException("the second order is checked by complex step alone");

    /// <inheritdoc/>
    public override Complex At(Complex value)
    {
        var sum = default(CompensatedSum<Complex>);
        foreach (var (loss, entries, places) in moved)
        {
            var kept = entries[places[0]];
            Set(entries, places, new(value.Real - center, value.Imaginary));
            sum.Add(loss.Evaluate());
            Set(entries, places, kept);
        }

        return sum.Value;
    }

    /// <inheritdoc/>
    public override double RoundingOfLoss(double reach) => throw new NotSupportedException("the second order is checked by complex step alone");

    private static void Set(Complex[] entries, int[] places, Complex value)
    {
        foreach (var place in places)
        {
            entries[place] = value;
        }
    }
}
