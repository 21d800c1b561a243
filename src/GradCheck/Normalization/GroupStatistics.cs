using GradCheck.Arithmetic;
using GradCheck.Layers;
using GradCheck.Tensors;

namespace GradCheck.Normalization;

/// <summary>The mean, variance and inverse standard deviation of every group, each in two doubles.</summary>
/// <remarks>
/// Two passes, the second over exact differences from a mean of 106 bits, so neither an offset of 1e12 nor a variance
/// of 1e-18 costs digits, and a constant group has a variance of exactly 0.
/// </remarks>
public sealed class GroupStatistics
{
    /// <summary>
    /// The smallest <c>var + eps</c> that is divided by, 2^-960. Below it the second double underflows and digits are
    /// lost; the default <c>eps</c> is far above it.
    /// </summary>
    public const double SmallestDivisor = 1.0261342003245941e-289;

    private readonly DoubleDouble[] mean;
    private readonly DoubleDouble[] variance;
    private readonly DoubleDouble[] istd;

    private GroupStatistics(DoubleDouble[] mean, DoubleDouble[] variance, double eps)
    {
        (this.mean, this.variance) = (mean, variance);
        istd = Array.ConvertAll(variance, v => DoubleDouble.InverseSqrt(v + eps));
        for (var g = 0; g < variance.Length; g++)
        {
            var divisor = variance[g].High + eps;
            if (!(divisor >= SmallestDivisor && double.IsFinite(divisor)))
            {
                Undefined = new(g, double.IsNaN(variance[g].High) ? double.PositiveInfinity : variance[g].High);
                return;
            }
        }
    }

    /// <summary>The mean of each group; 0 for a layer that subtracts none.</summary>
    public ReadOnlySpan<DoubleDouble> Mean => mean;

    /// <summary>The variance of each group: the sum of squares over <see cref="LayerInput.VarDivisor"/>.</summary>
    public ReadOnlySpan<DoubleDouble> Var => variance;

    /// <summary><c>1 / sqrt(var + eps)</c> of each group; <c>rstd</c> in llm.c, <c>invstd</c> in PyTorch's batch norm.</summary>
    public ReadOnlySpan<DoubleDouble> Istd => istd;

    /// <summary>The first group that cannot be normalized; null where all can.</summary>
    public UndefinedGroup? Undefined { get; }

    /// <summary>The groups whose elements are all the same, or in <see cref="Mode.Eval"/> are said to be: their variance is 0.</summary>
    public IReadOnlyList<int> ConstantGroups => [.. Enumerable.Range(0, variance.Length).Where(g => variance[g].High == 0)];

    /// <summary>The statistics that an input is normalized with: its own, or in <see cref="Mode.Eval"/> the running ones.</summary>
    /// <param name="input">The input.</param>
    public static GroupStatistics Of(LayerInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (!input.StatisticsDependOnX)
        {
            var running = input.Options.Running!;
            return new(Widen(running.Mean), Widen(running.Var), input.Options.Eps);
        }

        var view = input.Groups;
        var mean = new DoubleDouble[view.Groups];
        if (input.Layer.SubtractsMean)
        {
            mean = Sums.Of(view, input.X.Values);
            Divide(mean, view.Size);
        }

        var variance = Sums.Of(view, new SquaredDifferences(input.X.Values, mean));
        Divide(variance, input.VarDivisor);
        return new(mean, variance, input.Options.Eps);
    }

    private static void Divide(DoubleDouble[] sums, int count)
    {
        foreach (ref var sum in sums.AsSpan())
        {
            sum /= count;
        }
    }

    private static DoubleDouble[] Widen(Tensor tensor)
    {
        var wide = new DoubleDouble[tensor.Shape.Count];
        for (var k = 0; k < wide.Length; k++)
        {
            wide[k] = tensor[k];
        }

        return wide;
    }

    /// <summary><c>(x - mean)^2</c>.</summary>
    private readonly ref struct SquaredDifferences(ReadOnlySpan<double> x, ReadOnlySpan<DoubleDouble> mean) : Sums.ITerms
    {
        private readonly ReadOnlySpan<double> x = x;
        private readonly ReadOnlySpan<DoubleDouble> mean = mean;

        public DoubleDouble this[int element, int group]
        {
            get
            {
                var difference = -mean[group] + x[element];
                return difference * difference;
            }
        }
    }
}
