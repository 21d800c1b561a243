using GradCheck.Arithmetic;
using GradCheck.Layers;
using GradCheck.Tensors;

namespace GradCheck.Normalization;

/// <summary><c>xhat = (x - mean) * istd</c>, <c>out = gamma * xhat + beta</c>.</summary>
internal static class ForwardPass
{
    /// <summary>Runs a layer forward.</summary>
    /// <param name="input">The batch and parameters.</param>
    /// <param name="statistics">The statistics of <paramref name="input"/>.</param>
    /// <exception cref="ArgumentException">A group cannot be normalized: see <see cref="GroupStatistics.Undefined"/>.</exception>
    public static Pass Run(LayerInput input, GroupStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(statistics);
        if (statistics.Undefined is { } undefined)
        {
            throw new ArgumentException($"{input.NameOf(undefined.Group)} cannot be normalized: its variance is {NumberText.Of(undefined.Var)}", nameof(input));
        }

        var xhat = GC.AllocateUninitializedArray<DoubleDouble>(input.X.Shape.Count);
        Normalize(input.Groups, input.X.Values, statistics, xhat);
        var output = GC.AllocateUninitializedArray<double>(xhat.Length);
        ScaleAndShift(input.Parameters, xhat, input.Gamma.Values, input.Beta.Values, output);
        return new(input, statistics, xhat, Tensor.Own(input.X.Shape, output), UpdateRunning(input, statistics));
    }

    private static void Normalize(GroupView view, ReadOnlySpan<double> x, GroupStatistics statistics, Span<DoubleDouble> xhat)
    {
        var width = view.GroupsOfBlock;
        for (int o = 0, k = 0; o < view.Outer * view.Blocks; o++)
        {
            var first = o / view.Outer * width;
            for (var g = first; g < first + width; g++)
            {
                var mean = statistics.Mean[g];
                var istd = statistics.Istd[g];
                for (var i = 0; i < view.Inner; i++, k++)
                {
                    xhat[k] = (-mean + x[k]) * istd;
                }
            }
        }
    }

    private static void ScaleAndShift(GroupView view, ReadOnlySpan<DoubleDouble> xhat, ReadOnlySpan<double> gamma, ReadOnlySpan<double> beta, Span<double> output)
    {
        for (int o = 0, k = 0; o < view.Outer; o++)
        {
            for (var p = 0; p < view.Groups; p++)
            {
                for (var i = 0; i < view.Inner; i++, k++)
                {
                    output[k] = ((xhat[k] * gamma[p]) + beta[p]).High;
                }
            }
        }
    }

    private static RunningStatistics? UpdateRunning(LayerInput input, GroupStatistics statistics) =>
        input is { StatisticsDependOnX: true, Options: { Running: { } running } options }
            ? new(Average(running.Mean, statistics.Mean, options), Average(running.Var, RunningSample(input, statistics.Var), options))
            : null;

    /// <summary>The variance that is averaged: that of the batch, over another count where another is declared.</summary>
    private static ReadOnlySpan<DoubleDouble> RunningSample(LayerInput input, ReadOnlySpan<DoubleDouble> variance) => input.RunningVarDivisor == input.VarDivisor
        ? variance
        : Array.ConvertAll(variance.ToArray(), v => v * (double)input.VarDivisor / input.RunningVarDivisor);

    /// <summary><c>momentum * running + (1 - momentum) * sample</c>, CS231n's convention, or PyTorch's with the shares exchanged.</summary>
    private static Tensor Average(Tensor running, ReadOnlySpan<DoubleDouble> sample, LayerOptions options)
    {
        var rest = DoubleDouble.Sum(1, -options.Momentum);
        var average = new DoubleDouble[sample.Length];
        for (var g = 0; g < average.Length; g++)
        {
            average[g] = options.MomentumOf == MomentumOf.Old
                ? DoubleDouble.Product(options.Momentum, running[g]) + (rest * sample[g])
                : (rest * running[g]) + (sample[g] * options.Momentum);
        }

        return Tensor.Rounded(running.Shape, average);
    }
}
