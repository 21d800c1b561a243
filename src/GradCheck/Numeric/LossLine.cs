using System.Numerics;

namespace GradCheck.Numeric;

/// <summary>The loss along one entry of <c>x</c>, <c>gamma</c> or <c>beta</c>, everything else held: what a numeric method differentiates.</summary>
/// <remarks>Beside the values it knows how far they may be trusted, so that a method can state a bound.</remarks>
public abstract class LossLine
{
    /// <summary>The entry's value in the batch.</summary>
    public abstract double Origin { get; }

    /// <summary>
    /// The distance to the nearest singularity of the loss in the complex plane; infinite where the loss is linear in
    /// the entry. Differences over a step near or beyond it mean nothing.
    /// </summary>
    public abstract double Radius { get; }

    /// <summary>The natural length of the entry, for a method that chooses its step: <c>sqrt(var + eps)</c> of the group.</summary>
    public abstract double Width { get; }

    /// <summary>The sum of the absolute terms that the derivative is made of: by how much rounding can move it.</summary>
    public abstract double Terms { get; }

    /// <summary>The loss with the entry moved.</summary>
    /// <param name="value">The entry's new value.</param>
    public abstract double At(double value);

    /// <summary>The loss with the entry moved off the real line.</summary>
    /// <param name="value">The entry's new value.</param>
    public abstract Complex At(Complex value);

    /// <summary>A bound on the rounding error of one evaluation of <see cref="At(double)"/>.</summary>
    /// <param name="reach">How far from <see cref="Origin"/> the loss is evaluated.</param>
    public abstract double RoundingOfLoss(double reach);
}
