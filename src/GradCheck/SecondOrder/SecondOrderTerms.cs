using GradCheck.Arithmetic;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.SecondOrder;

/// <summary>The sums of absolute terms that each entry of the second order is made of: by how much rounding can move it.</summary>
internal sealed class SecondOrderTerms
{
    private readonly Pass pass;
    private readonly GroupView view;

    /// <summary>Adds the terms of the closed form up, without their signs.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="direction">The direction.</param>
    public SecondOrderTerms(Pass pass, SecondOrderDirection direction)
    {
        (this.pass, view) = (pass, pass.Input.Groups);
        var input = pass.Input;
        var xhat = XhatSizes();
        var v = Absolute(Wide.Of(direction.Dx));
        var projectedDirection = Projected(v, xhat);
        Dx = Projected(Absolute(Wide.ThroughDgamma(pass, direction)), xhat);
        if (input.StatisticsDependOnX)
        {
            AddThroughStatistics(v, xhat, projectedDirection);
        }

        Ddout = new double[v.Length];
        for (var k = 0; k < v.Length; k++)
        {
            var (p, istd) = (input.Parameters.GroupOf(k), pass.Statistics.Istd[view.GroupOf(k)]);
            Dx[k] = istd * Dx[k];
            projectedDirection[k] = istd * projectedDirection[k];
            Ddout[k] = (projectedDirection[k].High * Math.Abs(input.Gamma[p])) + (xhat[k].High * Math.Abs(direction.Dgamma[p])) + Math.Abs(direction.Dbeta[p]);
        }

        Dgamma = Sums.OfProducts(input.Parameters, Absolute(Wide.Of(input.Dout)), projectedDirection);
    }

    /// <summary>Of <c>dS/dx</c>, one an element.</summary>
    public DoubleDouble[] Dx { get; }

    /// <summary>Of <c>dS/dgamma</c>, one a parameter.</summary>
    public DoubleDouble[] Dgamma { get; }

    /// <summary>Of <c>dS/ddout</c>, one an element.</summary>
    public double[] Ddout { get; }

    private void AddThroughStatistics(DoubleDouble[] v, DoubleDouble[] xhat, DoubleDouble[] projectedDirection)
    {
        var dxhat = Absolute(pass.WideDxhat);
        var projectedDxhat = Projected(dxhat, xhat);
        var throughIstd = Wide.MeansOfProducts(pass.Input, dxhat, projectedDirection);
        var directionAlongXhat = Wide.MeansOfProducts(pass.Input, v, xhat);
        var dxhatAlongXhat = Wide.MeansOfProducts(pass.Input, dxhat, xhat);
        for (var k = 0; k < v.Length; k++)
        {
            var g = view.GroupOf(k);
            var bracket = (xhat[k] * throughIstd[g])
                + (directionAlongXhat[g] * projectedDxhat[k])
                + (dxhatAlongXhat[g] * projectedDirection[k]);
            Dx[k] += pass.Statistics.Istd[g] * bracket;
        }
    }

    private DoubleDouble[] Projected(DoubleDouble[] u, DoubleDouble[] xhat)
    {
        var projected = (DoubleDouble[])u.Clone();
        if (!pass.Input.StatisticsDependOnX)
        {
            return projected;
        }

        var sum = pass.Input.Layer.SubtractsMean ? Sums.Of(view, u) : new DoubleDouble[view.Groups];
        var along = Wide.MeansOfProducts(pass.Input, u, xhat);
        for (var k = 0; k < u.Length; k++)
        {
            var g = view.GroupOf(k);
            projected[k] += (sum[g] / view.Size) + (xhat[k] * along[g]);
        }

        return projected;
    }

    // Plain code rounds the mean to the size of the group's elements, and so xhat, however small it is.
    private DoubleDouble[] XhatSizes()
    {
        var sizes = Absolute(pass.WideXhat);
        if (pass.Input is { StatisticsDependOnX: true, Layer.SubtractsMean: true })
        {
            var sum = Sums.Of(view, sizes);
            for (var k = 0; k < sizes.Length; k++)
            {
                sizes[k] += sum[view.GroupOf(k)] / view.Size;
            }
        }

        return sizes;
    }

    private static DoubleDouble[] Absolute(DoubleDouble[] values) => Array.ConvertAll(values, DoubleDouble.Abs);
}
