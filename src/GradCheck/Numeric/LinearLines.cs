using GradCheck.Normalization;

namespace GradCheck.Numeric;

/// <summary>The entries in which the loss is linear.</summary>
internal static class LinearLines
{
    /// <summary>Along an entry of <c>gamma</c>: <c>(t * xhat + beta) * dout</c> over the elements it scales.</summary>
    public static LinearLine AlongGamma(Pass pass, int parameter)
    {
        var input = pass.Input;
        var elements = ElementsOf(pass, parameter);
        var gamma = input.Gamma[parameter];
        return new(
            gamma,
            Math.Max(1, Math.Abs(gamma)),
            Array.ConvertAll(elements, k => pass.WideXhat[k].High),
            Array.ConvertAll(elements, _ => input.Beta[parameter]),
            Array.ConvertAll(elements, k => input.Dout[k]));
    }

    /// <summary>Along an entry of <c>beta</c>: <c>(gamma * xhat + t) * dout</c> over the elements it shifts.</summary>
    public static LinearLine AlongBeta(Pass pass, int parameter)
    {
        var input = pass.Input;
        var elements = ElementsOf(pass, parameter);
        var (gamma, beta) = (input.Gamma[parameter], input.Beta[parameter]);
        return new(
            beta,
            Math.Max(1, Math.Abs(beta)),
            Array.ConvertAll(elements, _ => 1.0),
            Array.ConvertAll(elements, k => gamma * pass.WideXhat[k].High),
            Array.ConvertAll(elements, k => input.Dout[k]));
    }

    /// <summary>Along an element of <c>x</c> where the statistics are constants: <c>((t - mean) * istd * gamma + beta) * dout</c>.</summary>
    public static LinearLine AlongX(Pass pass, int group, int element)
    {
        var input = pass.Input;
        var parameter = input.Parameters.GroupOf(element);
        var istd = pass.Statistics.Istd[group].High;
        var slope = istd * input.Gamma[parameter];
        return new(
            input.X[element],
            1 / istd,
            [slope],
            [input.Beta[parameter] - (pass.Statistics.Mean[group].High * slope)],
            [input.Dout[element]]);
    }

    private static int[] ElementsOf(Pass pass, int parameter)
    {
        var elements = new int[pass.Input.Parameters.Size];
        pass.Input.Parameters.ElementsOf(parameter, elements);
        return elements;
    }
}
