using GradCheck.Arithmetic;
using GradCheck.Tensors;

namespace GradCheck.Normalization;

/// <summary>The steps of the backward pass that involve the parameters.</summary>
internal static class ParameterGradients
{
    /// <summary><c>dgamma = sum(dout * xhat)</c> over the elements that a parameter scales.</summary>
    public static Tensor Dgamma(Pass pass) => Tensor.Rounded(
        pass.Input.Gamma.Shape,
        Sums.OfProducts(pass.Input.Parameters, pass.Input.Dout.Values, pass.WideXhat));

    /// <summary><c>dbeta = sum(dout)</c> over the elements that a parameter shifts.</summary>
    public static Tensor Dbeta(Pass pass) => Tensor.Rounded(
        pass.Input.Beta.Shape,
        Sums.Of(pass.Input.Parameters, pass.Input.Dout.Values));

    /// <summary><c>dxhat = dout * gamma</c>, exactly.</summary>
    public static DoubleDouble[] Dxhat(Pass pass)
    {
        var view = pass.Input.Parameters;
        var dout = pass.Input.Dout.Values;
        var gamma = pass.Input.Gamma.Values;
        var dxhat = GC.AllocateUninitializedArray<DoubleDouble>(dout.Length);
        for (int o = 0, k = 0; o < view.Outer; o++)
        {
            for (var p = 0; p < view.Groups; p++)
            {
                for (var i = 0; i < view.Inner; i++, k++)
                {
                    dxhat[k] = DoubleDouble.Product(dout[k], gamma[p]);
                }
            }
        }

        return dxhat;
    }
}
