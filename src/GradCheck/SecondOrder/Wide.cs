using GradCheck.Arithmetic;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.SecondOrder;

/// <summary>What the second order needs of tensors in two doubles.</summary>
internal static class Wide
{
    /// <summary>The values of a tensor, exactly.</summary>
    public static DoubleDouble[] Of(Tensor tensor) => Array.ConvertAll(tensor.Values.ToArray(), value => (DoubleDouble)value);

    /// <summary><c>h = v_dgamma * dout</c>, exactly: what <c>xhat</c> is weighted with by way of <c>dgamma</c>.</summary>
    public static DoubleDouble[] ThroughDgamma(Pass pass, SecondOrderDirection direction)
    {
        var (parameters, dout) = (pass.Input.Parameters, pass.Input.Dout);
        var products = new DoubleDouble[dout.Shape.Count];
        for (var k = 0; k < products.Length; k++)
        {
            products[k] = DoubleDouble.Product(direction.Dgamma[parameters.GroupOf(k)], dout[k]);
        }

        return products;
    }

    /// <summary><c>mean(a * b)</c> of each group, as the variance takes its mean: over <c>m - ddof</c>.</summary>
    public static DoubleDouble[] MeansOfProducts(LayerInput input, DoubleDouble[] a, DoubleDouble[] b)
    {
        var means = Sums.OfProducts(input.Groups, a, b);
        foreach (ref var mean in means.AsSpan())
        {
            mean /= input.VarDivisor;
        }

        return means;
    }
}
