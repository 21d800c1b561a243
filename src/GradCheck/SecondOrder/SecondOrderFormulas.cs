using System.Collections.Immutable;
using GradCheck.Layers;

namespace GradCheck.SecondOrder;

/// <summary>The second order in LaTeX, over one group of <c>m</c> elements.</summary>
/// <remarks>
/// <c>S</c> is the weighted sum of the first-order gradients with weights <c>v</c>, <c>v_\gamma</c> and <c>v_\beta</c>;
/// <c>r</c> is <c>istd</c>, <c>g = dout * gamma</c>, a bar is a mean over the group.
/// </remarks>
public static class SecondOrderFormulas
{
    private const string Scalar = @"S = \sum_{i} v_i \frac{\partial L}{\partial x_i} + \sum_{p} v_{\gamma,p} \frac{\partial L}{\partial \gamma_p} + \sum_{p} v_{\beta,p} \frac{\partial L}{\partial \beta_p}";
    private const string FirstOrder = @"\frac{\partial L}{\partial x_i} = r (P g)_i, \quad g_i = \frac{\partial L}{\partial y_i} \gamma_i, \quad r = \frac{1}{\sqrt{\sigma^2 + \epsilon}}";
    private const string Ddout = @"\frac{\partial S}{\partial (\partial L / \partial y_i)} = \gamma_i r (P v)_i + v_{\gamma,i} \hat{x}_i + v_{\beta,i}";
    private const string Dgamma = @"\frac{\partial S}{\partial \gamma} = \sum_{i} \frac{\partial L}{\partial y_i} r (P v)_i";
    private const string Dx = @"\frac{\partial S}{\partial x_i} = r (P h)_i - r^2 \left( \hat{x}_i \overline{g \cdot P v} + \overline{v \hat{x}} (P g)_i + \overline{g \hat{x}} (P v)_i \right), \quad h_i = v_{\gamma,i} \frac{\partial L}{\partial y_i}";

    /// <summary>The lines for a layer: the scalar, the first order, the projection, then what is returned.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="mode">The mode.</param>
    /// <returns>Lines whose quantities are <c>s</c>, <c>first_order</c>, <c>projection</c>, <c>ddout</c>, <c>dgamma</c>, <c>dx</c>, <c>dbeta</c>.</returns>
    public static ImmutableArray<Formula> Of(Layer layer, Mode mode)
    {
        ArgumentNullException.ThrowIfNull(layer);
        var (projection, meaning) = (mode, layer.SubtractsMean) switch
        {
            (Mode.Eval, _) => ("(P u)_i = u_i", "The statistics are constants, so nothing is projected out."),
            (_, true) => (@"(P u)_i = u_i - \overline{u} - \hat{x}_i \overline{u \hat{x}}", "Takes the mean and the part along xhat out; r P is the Jacobian of xhat, and is symmetric."),
            (_, false) => (@"(P u)_i = u_i - \hat{x}_i \overline{u \hat{x}}", "Takes the part along xhat out; r P is the Jacobian of xhat, and is symmetric."),
        };
        if (layer.Divisor != VarianceDivisor.Count && mode != Mode.Eval)
        {
            meaning += $" With ddof = {layer.Divisor.DdofText} the bar over a product is its sum over {layer.Divisor.Text}.";
        }

        return
        [
            new("s", Scalar, "The first-order gradients, weighted by the direction and summed: the scalar that is differentiated again."),
            new("first_order", FirstOrder, "The first order, to be differentiated."),
            new("projection", projection, meaning),
            new("ddout", Ddout, "The first order is linear in dout, and P is symmetric."),
            new("dgamma", Dgamma, "dx is linear in gamma; dgamma and dbeta do not depend on it. Over the elements that the parameter scales."),
            mode == Mode.Eval
                ? new("dx", @"\frac{\partial S}{\partial x_i} = r h_i, \quad h_i = v_{\gamma,i} \frac{\partial L}{\partial y_i}", "Only dgamma depends on x, by way of xhat.")
                : new("dx", Dx, "xhat moves dgamma; x moves istd, and the part along xhat on either side of P."),
            new("dbeta", @"\frac{\partial S}{\partial \beta} = 0", "No first-order gradient depends on beta."),
        ];
    }
}
