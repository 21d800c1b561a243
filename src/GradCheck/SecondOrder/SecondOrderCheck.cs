using GradCheck.Comparison;
using GradCheck.Normalization;
using GradCheck.Numeric;

namespace GradCheck.SecondOrder;

/// <summary>The closed form of the second order, held against the complex step of the first.</summary>
/// <param name="Method">The method, the complex step.</param>
/// <param name="Step">The step, of <c>x</c> in units of the group's <c>sqrt(var + eps)</c>.</param>
/// <param name="Dx">With respect to every entry of <c>x</c>.</param>
/// <param name="Dgamma">With respect to every entry of <c>gamma</c>.</param>
/// <param name="Ddout">With respect to every entry of <c>dout</c>.</param>
public sealed record SecondOrderCheck(NumericMethod Method, double Step, NumericComparison Dx, NumericComparison Dgamma, NumericComparison Ddout)
{
    /// <summary>The worst verdict of the three.</summary>
    public Verdict Verdict => new[] { Dx, Dgamma, Ddout }.Max(comparison => comparison.Verdict);

    /// <summary>Checks the closed form.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="direction">The direction.</param>
    /// <param name="gradients">The closed form along it.</param>
    /// <param name="cancellation">Ends the work between two entries.</param>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static SecondOrderCheck Of(Pass pass, SecondOrderDirection direction, SecondOrderGradients gradients, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        var numeric = SecondOrderComplexStep.Run(pass, direction, cancellation);
        var scales = SecondOrderScales.Of(pass, direction);
        return new(
            numeric.Method,
            numeric.Step,
            NumericComparison.Of(gradients.Dx, numeric.Dx, scales.Dx, Tolerance.Default),
            NumericComparison.Of(gradients.Dgamma, numeric.Dgamma, scales.Dgamma, Tolerance.Default),
            NumericComparison.Of(gradients.Ddout, numeric.Ddout, scales.Ddout, Tolerance.Default));
    }
}
