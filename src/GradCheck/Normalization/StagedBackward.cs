using GradCheck.Arithmetic;
using GradCheck.Tensors;

namespace GradCheck.Normalization;

/// <summary>
/// The backward pass by staged computation: <c>dxhat</c>, <c>dvar</c>, <c>dmean</c>, then <c>dx</c> as the sum of the
/// direct, variance and mean paths.
/// </summary>
/// <remarks>
/// Source: Ioffe and Szegedy 2015, section 3, line by line. It shares with <see cref="ClosedFormBackward"/> the forward
/// pass and nothing of <c>dx</c>, so that each may hold the other to account.
/// </remarks>
internal static class StagedBackward
{
    /// <summary>Runs a layer backward.</summary>
    /// <param name="pass">A pass with a <c>dout</c>.</param>
    public static StagedGradients Run(Pass pass)
    {
        var (input, statistics) = (pass.Input, pass.Statistics);
        var (view, shape) = (input.Groups, input.X.Shape);

        var dxhat = pass.WideDxhat;
        var dx = Direct(view, dxhat, statistics.Istd);
        var direct = Tensor.Rounded(shape, dx);

        // The gradients by the statistics that were used are there in eval as well; only x does not move them.
        var centered = Centered(view, input.X.Values, statistics.Mean);
        var dvar = Dvar(Sums.OfProducts(view, dxhat, centered), statistics.Istd);
        var dmean = input.Layer.SubtractsMean ? Dmean(Sums.Of(view, dxhat), statistics.Istd) : null;
        DoubleDouble[]? variancePath = null, meanPath = null;
        if (input.StatisticsDependOnX)
        {
            variancePath = VariancePath(view, dvar, centered, input.VarDivisor);
            AddTo(dx, variancePath);
            if (dmean is not null)
            {
                meanPath = MeanPath(view, dmean);
                AddTo(dx, meanPath);
            }
        }

        return new(
            Tensor.Rounded(shape, dxhat),
            Tensor.Rounded(new(view.Groups), dvar),
            Rounded(new(view.Groups), dmean),
            new(direct, Rounded(shape, variancePath), Rounded(shape, meanPath)),
            new(Tensor.Rounded(shape, dx), pass.Dgamma, pass.Dbeta));
    }

    /// <summary><c>dxhat * istd</c>.</summary>
    private static DoubleDouble[] Direct(GroupView view, ReadOnlySpan<DoubleDouble> dxhat, ReadOnlySpan<DoubleDouble> istd)
    {
        var direct = new DoubleDouble[dxhat.Length];
        for (var k = 0; k < direct.Length; k++)
        {
            direct[k] = dxhat[k] * istd[view.GroupOf(k)];
        }

        return direct;
    }

    /// <summary><c>x - mean</c>.</summary>
    private static DoubleDouble[] Centered(GroupView view, ReadOnlySpan<double> x, ReadOnlySpan<DoubleDouble> mean)
    {
        var centered = new DoubleDouble[x.Length];
        for (var k = 0; k < centered.Length; k++)
        {
            centered[k] = -mean[view.GroupOf(k)] + x[k];
        }

        return centered;
    }

    /// <summary><c>dvar = sum(dxhat * (x - mean)) * (-1/2) * istd^3</c>.</summary>
    private static DoubleDouble[] Dvar(DoubleDouble[] sums, ReadOnlySpan<DoubleDouble> istd)
    {
        var dvar = new DoubleDouble[sums.Length];
        for (var g = 0; g < dvar.Length; g++)
        {
            // One istd at a time: their cube leaves the range of a double before the product does.
            dvar[g] = sums[g] * istd[g] * istd[g] * istd[g] * -0.5;
        }

        return dvar;
    }

    /// <summary><c>dvar * 2 (x - mean) / m</c>, over what <c>var</c> divides by.</summary>
    private static DoubleDouble[] VariancePath(GroupView view, DoubleDouble[] dvar, DoubleDouble[] centered, int divisor)
    {
        var path = new DoubleDouble[centered.Length];
        for (var k = 0; k < path.Length; k++)
        {
            path[k] = dvar[view.GroupOf(k)] * (centered[k] * 2.0) / divisor;
        }

        return path;
    }

    /// <summary><c>dmean = -istd * sum(dxhat)</c>; its part through <c>var</c> is zero, because <c>sum(x - mean)</c> is.</summary>
    private static DoubleDouble[] Dmean(DoubleDouble[] sums, ReadOnlySpan<DoubleDouble> istd)
    {
        var dmean = new DoubleDouble[sums.Length];
        for (var g = 0; g < dmean.Length; g++)
        {
            dmean[g] = -istd[g] * sums[g];
        }

        return dmean;
    }

    /// <summary><c>dmean / m</c>.</summary>
    private static DoubleDouble[] MeanPath(GroupView view, DoubleDouble[] dmean)
    {
        var path = new DoubleDouble[view.Count];
        for (var k = 0; k < path.Length; k++)
        {
            path[k] = dmean[view.GroupOf(k)] / view.Size;
        }

        return path;
    }

    private static void AddTo(DoubleDouble[] sum, DoubleDouble[] terms)
    {
        for (var k = 0; k < sum.Length; k++)
        {
            sum[k] += terms[k];
        }
    }

    private static Tensor? Rounded(Shape shape, DoubleDouble[]? values) => values is null ? null : Tensor.Rounded(shape, values);
}
