using System.Numerics;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Numeric;

/// <summary>The definition: for each entry, the loss of two whole forward passes over the batch, the layer a black box.</summary>
/// <remarks>
/// It costs the square of the batch, so it serves to test <see cref="GroupGradient"/> and to be read. The loss is summed
/// in two doubles; its bound is that of rounding each output once.
/// </remarks>
public static class WholePassGradient
{
    /// <summary>Differentiates numerically with respect to every entry of <c>x</c>, <c>gamma</c> and <c>beta</c>.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="method">A method of real steps: <c>central</c> or <c>richardson</c>.</param>
    /// <param name="step">The step, above 0; null for the method's own.</param>
    /// <exception cref="NotSupportedException">The method leaves the real line.</exception>
    public static NumericGradients Run(Pass pass, NumericMethod method, double? step = null)
    {
        ArgumentNullException.ThrowIfNull(pass);
        ArgumentNullException.ThrowIfNull(method);
        var input = pass.Input;
        return new(
            method,
            step ?? method.DefaultStep,
            Along(input.X, (k, value) => input.With(x: input.X.With(k, value)), ElementLine),
            Along(input.Gamma, (k, value) => input.With(gamma: input.Gamma.With(k, value)), k => LinearLines.AlongGamma(pass, k)),
            Along(input.Beta, (k, value) => input.With(beta: input.Beta.With(k, value)), k => LinearLines.AlongBeta(pass, k)));

        NumericTensor Along(Tensor tensor, Func<int, double, LayerInput> move, Func<int, LossLine> lengths)
        {
            var estimates = new NumericEstimate[tensor.Shape.Count];
            for (var k = 0; k < estimates.Length; k++)
            {
                var entry = k;
                estimates[k] = method.Differentiate(new PassLine(lengths(k), LossTerms(pass), value => Loss(move(entry, value))), step);
            }

            return NumericTensor.Of(tensor.Shape, estimates);
        }

        LossLine ElementLine(int element)
        {
            var group = input.Groups.GroupOf(element);
            if (!input.StatisticsDependOnX)
            {
                return LinearLines.AlongX(pass, group, element);
            }

            var line = new GroupLine(pass, group);
            line.MoveTo(line.Elements.IndexOf(element));
            return line;
        }
    }

    /// <summary><c>L = sum(out * dout)</c> of a whole batch.</summary>
    /// <param name="input">The batch.</param>
    public static double Loss(LayerInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var output = Pass.Of(input).Out;
        var everything = new GroupView(1, 1, output.Shape.Count);
        return Sums.OfProducts(everything, output.Values, Array.ConvertAll(input.Dout.Values.ToArray(), value => (Arithmetic.DoubleDouble)value))[0].High;
    }

    private static double LossTerms(Pass pass)
    {
        double terms = 0;
        for (var k = 0; k < pass.Out.Shape.Count; k++)
        {
            terms += Math.Abs(pass.Out[k] * pass.Input.Dout[k]);
        }

        return terms;
    }

    /// <summary>Evaluates whole passes; takes from the entry's own line the lengths that a method chooses its step by.</summary>
    private sealed class PassLine(LossLine lengths, double lossTerms, Func<double, double> loss) : LossLine
    {
        public override double Origin => lengths.Origin;

        public override double Radius => lengths.Radius;

        public override double Width => lengths.Width;

        public override double Terms => lengths.Terms;

        public override double At(double value) => loss(value);

        public override Complex At(Complex value) => throw new NotSupportedException("a whole forward pass is real");

        public override double RoundingOfLoss(double reach) => (lossTerms / (1L << 51)) + lengths.RoundingOfLoss(reach);
    }
}
