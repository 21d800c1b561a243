using GradCheck.Arithmetic;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.SecondOrder;

/// <summary>The gradient of the gradient (double backward) in closed form.</summary>
/// <remarks>
/// <para>
/// With <c>g = dout * gamma</c>, <c>r = istd</c> and <c>P u = u - mean(u) - xhat * mean(u * xhat)</c>, the first order is
/// <c>dx = r P g</c>, and <c>r P</c> is also the Jacobian of <c>xhat</c>, which is symmetric. So, with <c>v = v_dx</c>,
/// </para>
/// <code>
/// dS/ddout  = gamma r P v + v_dgamma xhat + v_dbeta
/// dS/dgamma = sum(dout r P v)
/// dS/dx     = r P h - r^2 (xhat mean(g P v) + mean(v xhat) P g + mean(g xhat) P v),   h = v_dgamma dout
/// </code>
/// <para>
/// With Bessel's variance, a mean of a product with <c>xhat</c> or with <c>P v</c> is a sum over <c>m - 1</c>.
/// A layer that subtracts no mean has no <c>mean(u)</c> in <c>P</c>. In <see cref="Mode.Eval"/> the statistics are
/// constants: <c>P u = u</c>, and the bracket falls away.
/// </para>
/// <para>Every sum is carried in two doubles; the cost is that of a few backward passes. Source: derived here; for batch
/// normalization the same as PyTorch's <c>batchnorm_double_backward</c>, which the tests hold it against.</para>
/// </remarks>
public static class SecondOrderBackward
{
    /// <summary>Differentiates the first-order gradients along a direction.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="direction">The weights of the first-order gradients, made for the same input.</param>
    public static SecondOrderGradients Run(Pass pass, SecondOrderDirection direction)
    {
        ArgumentNullException.ThrowIfNull(pass);
        ArgumentNullException.ThrowIfNull(direction);
        var input = pass.Input;
        var projectedDirection = Projected(pass, Wide.Of(direction.Dx));
        var dx = Projected(pass, Wide.ThroughDgamma(pass, direction));
        if (input.StatisticsDependOnX)
        {
            SubtractThroughStatistics(pass, direction, projectedDirection, dx);
        }

        for (var k = 0; k < dx.Length; k++)
        {
            var istd = pass.Statistics.Istd[input.Groups.GroupOf(k)];
            dx[k] = istd * dx[k];
            projectedDirection[k] = istd * projectedDirection[k];
        }

        return new(
            Tensor.Rounded(input.X.Shape, dx),
            Tensor.Rounded(input.Gamma.Shape, Sums.OfProducts(input.Parameters, input.Dout.Values, projectedDirection)),
            Ddout(pass, direction, projectedDirection));
    }

    /// <summary><c>P u = u - mean(u) - xhat * mean(u * xhat)</c>; <c>u</c> itself where the statistics are constants.</summary>
    private static DoubleDouble[] Projected(Pass pass, DoubleDouble[] u)
    {
        var (input, view, xhat) = (pass.Input, pass.Input.Groups, pass.WideXhat);
        if (!input.StatisticsDependOnX)
        {
            return u;
        }

        var sum = input.Layer.SubtractsMean ? Sums.Of(view, u) : new DoubleDouble[view.Groups];
        var along = Wide.MeansOfProducts(pass.Input, u, xhat);
        var projected = new DoubleDouble[u.Length];
        for (var k = 0; k < u.Length; k++)
        {
            var g = view.GroupOf(k);
            projected[k] = u[k] - (sum[g] / view.Size) - (xhat[k] * along[g]);
        }

        return projected;
    }

    /// <summary>Takes <c>r (xhat mean(g P v) + mean(v xhat) P g + mean(g xhat) P v)</c> off: what <c>r</c> and <c>P</c> change by as <c>x</c> moves.</summary>
    private static void SubtractThroughStatistics(Pass pass, SecondOrderDirection direction, DoubleDouble[] projectedDirection, DoubleDouble[] dx)
    {
        var (view, xhat) = (pass.Input.Groups, pass.WideXhat);
        var dxhat = pass.WideDxhat;
        var projectedDxhat = Projected(pass, dxhat);
        var throughIstd = Wide.MeansOfProducts(pass.Input, dxhat, projectedDirection);
        var directionAlongXhat = Wide.MeansOfProducts(pass.Input, Wide.Of(direction.Dx), xhat);
        var dxhatAlongXhat = Wide.MeansOfProducts(pass.Input, dxhat, xhat);
        for (var k = 0; k < dx.Length; k++)
        {
            var g = view.GroupOf(k);
            var bracket = (xhat[k] * throughIstd[g])
                + (directionAlongXhat[g] * projectedDxhat[k])
                + (dxhatAlongXhat[g] * projectedDirection[k]);
            dx[k] -= pass.Statistics.Istd[g] * bracket;
        }
    }

    private static Tensor Ddout(Pass pass, SecondOrderDirection direction, DoubleDouble[] scaledDirection)
    {
        var input = pass.Input;
        var ddout = new DoubleDouble[scaledDirection.Length];
        for (var k = 0; k < ddout.Length; k++)
        {
            var p = input.Parameters.GroupOf(k);
            ddout[k] = (scaledDirection[k] * input.Gamma[p]) + (pass.WideXhat[k] * direction.Dgamma[p]) + direction.Dbeta[p];
        }

        return Tensor.Rounded(input.X.Shape, ddout);
    }
}
