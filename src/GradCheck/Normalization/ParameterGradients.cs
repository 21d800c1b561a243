using GradCheck.Arithmetic;
using GradCheck.Tensors;

namespace GradCheck.Normalization;

/// <summary>The steps of the backward pass that involve the parameters.</summary>
internal static class ParameterGradients
{
    /// <summary><c>dgamma = sum(dout * xhat)</c> over the elements that a parameter scales.</summary>
    public static Tensor Dgamma(ForwardResult forward) => Tensor.Rounded(
        forward.Input.Gamma.Shape,
        Sums.OfProducts(forward.Input.Parameters, forward.Input.Dout.Values, forward.WideXhat));

    /// <summary><c>dbeta = sum(dout)</c> over the elements that a parameter shifts.</summary>
    public static Tensor Dbeta(ForwardResult forward) => Tensor.Rounded(
        forward.Input.Beta.Shape,
        Sums.Of(forward.Input.Parameters, forward.Input.Dout.Values));

    /// <summary><c>dxhat = dout * gamma</c>, exactly.</summary>
    public static DoubleDouble[] Dxhat(ForwardResult forward)
    {
        var view = forward.Input.Parameters;
        var dout = forward.Input.Dout.Values;
        var gamma = forward.Input.Gamma.Values;
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
