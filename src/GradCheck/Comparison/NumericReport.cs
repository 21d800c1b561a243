using GradCheck.Normalization;
using GradCheck.Numeric;

namespace GradCheck.Comparison;

/// <summary>The closed form of every gradient, held against numeric ones.</summary>
/// <param name="Method">The method.</param>
/// <param name="Step">The step; null where the method took it from each group's spread.</param>
/// <param name="Dx">With respect to every entry of <c>x</c>.</param>
/// <param name="Dgamma">With respect to every entry of <c>gamma</c>.</param>
/// <param name="Dbeta">With respect to every entry of <c>beta</c>.</param>
public sealed record NumericReport(NumericMethod Method, double? Step, NumericComparison Dx, NumericComparison Dgamma, NumericComparison Dbeta)
{
    /// <summary>The worst verdict of the three.</summary>
    public Verdict Verdict => new[] { Dx, Dgamma, Dbeta }.Max(comparison => comparison.Verdict);

    /// <summary>Differentiates a pass numerically, and compares.</summary>
    /// <param name="pass">A pass with a <c>dout</c>.</param>
    /// <param name="method">The method; null for the default, central differences.</param>
    /// <param name="step">The step, above 0; null for the method's own.</param>
    /// <param name="cancellation">Ends the work between two entries.</param>
    /// <remarks>The cost is that of <see cref="GroupGradient.WorkOf"/>.</remarks>
    /// <exception cref="InvalidOperationException">The input has no <c>dout</c>.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static NumericReport Of(Pass pass, NumericMethod? method = null, double? step = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(pass);
        var closed = pass.Closed;
        var numeric = GroupGradient.Run(pass, method ?? NumericMethod.Default, step, cancellation);
        return new(
            numeric.Method,
            numeric.Step,
            NumericComparison.Of(closed.Dx, numeric.Dx, pass.ScaleOf(TensorId.Dx), Tolerance.Default),
            NumericComparison.Of(closed.Dgamma, numeric.Dgamma, pass.ScaleOf(TensorId.Dgamma), Tolerance.Default),
            NumericComparison.Of(closed.Dbeta, numeric.Dbeta, pass.ScaleOf(TensorId.Dbeta), Tolerance.Default));
    }
}
