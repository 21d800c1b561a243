using System.Collections.Immutable;
using GradCheck.Layers;
using GradCheck.Normalization;

namespace GradCheck.SecondOrder;

/// <summary>The gradient of the gradient along a direction.</summary>
/// <param name="S">The scalar that is differentiated again: see <see cref="SecondOrderDirection"/>.</param>
/// <param name="Gradients">Its gradients, in closed form.</param>
/// <param name="Formulas">The closed form, line by line, over one group of <c>m</c> elements.</param>
/// <param name="Check">The closed form held against complex steps; null where that was not asked for.</param>
public sealed record SecondOrderReport(double S, SecondOrderGradients Gradients, ImmutableArray<Formula> Formulas, SecondOrderCheck? Check)
{
    /// <summary>Differentiates the gradients of a pass.</summary>
    /// <param name="pass">A pass with a <c>dout</c>.</param>
    /// <param name="direction">The weights of the gradients, made for the same input.</param>
    /// <param name="isChecked">Whether to check the closed form by complex steps, at the cost of <see cref="SecondOrderComplexStep.WorkOf"/>.</param>
    /// <param name="cancellation">Ends the check between two entries.</param>
    /// <exception cref="InvalidOperationException">The input has no <c>dout</c>.</exception>
    /// <exception cref="OperationCanceledException">The check was cancelled.</exception>
    public static SecondOrderReport Of(Pass pass, SecondOrderDirection direction, bool isChecked = true, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(pass);
        ArgumentNullException.ThrowIfNull(direction);
        var gradients = SecondOrderBackward.Run(pass, direction);
        return new(
            direction.Weigh(pass.Closed),
            gradients,
            SecondOrderFormulas.Of(pass.Input.Layer, pass.Input.Options.Mode),
            isChecked ? SecondOrderCheck.Of(pass, direction, gradients, cancellation) : null);
    }
}
