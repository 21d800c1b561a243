using GradCheck.Arithmetic;
using GradCheck.Layers;
using GradCheck.Tensors;

namespace GradCheck.Normalization;

/// <summary>
/// The backward pass in one expression: <c>dx = (istd / m) * (m * dxhat - sum(dxhat) - xhat * sum(dxhat * xhat))</c>.
/// </summary>
/// <remarks>
/// In <see cref="Mode.Eval"/> the statistics are constants, and <c>dx = dxhat * istd</c>. The bracket cancels where
/// <c>dout</c> is constant or along <c>xhat</c>; two doubles keep the digits that are left. With Bessel's variance its last
/// term has the factor <c>m / (m - 1)</c>: <c>xhat</c> is projected by <c>sum(dxhat * xhat) / (m - ddof)</c>.
/// </remarks>
internal static class ClosedFormBackward
{
    /// <summary>Runs a layer backward.</summary>
    /// <param name="pass">A pass with a <c>dout</c>.</param>
    public static Gradients Run(Pass pass)
    {
        var input = pass.Input;
        var dxhat = pass.WideDxhat;
        var dx = GC.AllocateUninitializedArray<double>(dxhat.Length);
        if (input.StatisticsDependOnX)
        {
            // Without a mean to subtract there is no sum to take off.
            var sum = input.Layer.SubtractsMean ? Sums.Of(input.Groups, dxhat) : new DoubleDouble[input.Groups.Groups];
            var projection = Sums.OfProducts(input.Groups, dxhat, pass.WideXhat);
            if (input.Groups.Size == (input.Layer.SubtractsMean ? 2 : 1))
            {
                AlongXhat(input.Groups, dxhat, sum, pass.Statistics.Istd, input.Options.Eps, dx);
            }
            else
            {
                ThroughStatistics(input, dxhat, pass.WideXhat, sum, projection, pass.Statistics.Istd, dx);
            }
        }
        else
        {
            WithConstantStatistics(input.Groups, dxhat, pass.Statistics.Istd, dx);
        }

        return new(Tensor.Own(input.X.Shape, dx), pass.Dgamma, pass.Dbeta);
    }

    private static void ThroughStatistics(
        LayerInput input,
        ReadOnlySpan<DoubleDouble> dxhat,
        ReadOnlySpan<DoubleDouble> xhat,
        ReadOnlySpan<DoubleDouble> sum,
        ReadOnlySpan<DoubleDouble> projection,
        ReadOnlySpan<DoubleDouble> istd,
        Span<double> dx)
    {
        var (view, width) = (input.Groups, input.Groups.GroupsOfBlock);
        for (int o = 0, k = 0; o < view.Outer * view.Blocks; o++)
        {
            var first = o / view.Outer * width;
            for (var g = first; g < first + width; g++)
            {
                var meanOfDxhat = sum[g] / view.Size;
                var meanOfProducts = projection[g] / input.VarDivisor;
                for (var i = 0; i < view.Inner; i++, k++)
                {
                    dx[k] = (istd[g] * (dxhat[k] - meanOfDxhat - (xhat[k] * meanOfProducts))).High;
                }
            }
        }
    }

    /// <summary>
    /// <c>istd * (dxhat - sum(dxhat) / m) * eps * istd^2</c>: the same bracket where a group has one degree of freedom.
    /// </summary>
    /// <remarks>
    /// There <c>dxhat</c> less its mean is a multiple of <c>xhat</c>, and the bracket is that multiple times
    /// <c>1 - sum(xhat^2) / (m - ddof) = eps / (var + eps)</c>. Written as a difference it would cancel by as much as <c>var</c>
    /// exceeds <c>eps</c>, which two doubles do not hold for a spread of 1e7.
    /// </remarks>
    private static void AlongXhat(GroupView view, ReadOnlySpan<DoubleDouble> dxhat, ReadOnlySpan<DoubleDouble> sum, ReadOnlySpan<DoubleDouble> istd, double eps, Span<double> dx)
    {
        for (var k = 0; k < dx.Length; k++)
        {
            var g = view.GroupOf(k);
            dx[k] = ((dxhat[k] - (sum[g] / view.Size)) * istd[g] * istd[g] * istd[g] * eps).High;
        }
    }

    private static void WithConstantStatistics(GroupView view, ReadOnlySpan<DoubleDouble> dxhat, ReadOnlySpan<DoubleDouble> istd, Span<double> dx)
    {
        for (var k = 0; k < dx.Length; k++)
        {
            dx[k] = (dxhat[k] * istd[view.GroupOf(k)]).High;
        }
    }
}
