using System.Numerics;

namespace GradCheck.Numeric;

/// <summary><c>Im L(t + ih) / h</c> with a tiny <c>h</c>: nothing is subtracted, so it is exact to rounding.</summary>
/// <remarks>
/// Source: J. Martins, P. Sturdza, J. Alonso, "The complex-step derivative approximation" (2003). The loss is analytic,
/// because the variance is a sum of squares, not of absolute values.
/// </remarks>
internal sealed class ComplexStep : NumericMethod
{
    /// <inheritdoc/>
    public override string Id => "complex_step";

    /// <inheritdoc/>
    public override string Summary => "Complex step Im L(t + ih) / h of each entry; nothing is subtracted, so it is exact to rounding.";

    /// <inheritdoc/>
    public override double? DefaultStep => 1e-20;

    /// <inheritdoc/>
    public override int EvaluationsPerEntry => 2;

    /// <inheritdoc/>
    public override NumericEstimate Differentiate(LossLine line, double? step)
    {
        var h = step ?? DefaultStep!.Value;
        var value = line.At(new Complex(line.Origin, h)).Imaginary / h;

        // Cauchy's estimate on half the radius: the terms of the series beyond the first, h^2 and up.
        var share = h / (line.Radius / 2);
        var truncation = share < 1 ? CauchyFactor * line.Terms * share * share / (1 - (share * share)) : double.PositiveInfinity;
        var underflow = line.Terms > 0 ? UnderflowUnits * double.Epsilon / h : 0;
        return new(value, truncation + underflow + (TermRoundings * UnitRoundoff * line.Terms));
    }

    // The loss on the circle of half the radius, over that radius and the terms of the derivative, is below this.
    private const double CauchyFactor = 8;

    // Products of the step with numbers of ordinary size; each may lose half of the smallest double.
    private const double UnderflowUnits = 1 << 20;
}
