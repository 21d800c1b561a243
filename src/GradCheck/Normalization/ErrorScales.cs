using GradCheck.Arithmetic;
using GradCheck.Tensors;

namespace GradCheck.Normalization;

/// <summary>The size of the terms that each tensor of a pass is made of.</summary>
/// <remarks>
/// Where a group is constant, <c>xhat</c> is 0, and plain code has the rounding of its mean there instead. So <c>xhat</c>
/// counts for at least 1, the size it has in every group that is not.
/// </remarks>
internal static class ErrorScales
{
    /// <summary>The scale of one tensor.</summary>
    /// <param name="tensor">A tensor that the pass has.</param>
    /// <param name="pass">The pass.</param>
    public static ErrorScale Of(TensorId tensor, Pass pass)
    {
        var input = pass.Input;
        var (view, statistics) = (input.Groups, pass.Statistics);
        return tensor switch
        {
            TensorId.Mean => OfGroups(pass, MeanSizes(pass), conditioned: false),
            TensorId.Var => OfGroups(pass, VarSizes(pass)),
            TensorId.Xhat => OfElements(pass, k => XhatSize(pass, k)),
            TensorId.Out => OfElements(pass, k => OutSize(pass, k)),
            TensorId.Dgamma => OfParameters(pass, k => Math.Abs(input.Dout[k]) * XhatSize(pass, k)),
            TensorId.Dbeta => OfParameters(pass, k => Math.Abs(input.Dout[k])),
            TensorId.Dxhat => OfElements(pass, k => Math.Abs(pass.Staged.Dxhat[k]), conditioned: false),
            TensorId.Dvar => OfGroups(pass, GroupSums(view, k => Math.Abs(pass.Staged.Dxhat[k]) * XhatSize(pass, k), g => 0.5 * Square(statistics.Istd[g].High))),
            TensorId.Dmean => OfGroups(pass, GroupSums(view, k => Math.Abs(pass.Staged.Dxhat[k]), g => statistics.Istd[g].High)),
            TensorId.Dx => OfElements(pass, k => LargestPath(pass.Staged.Paths, k)),
            TensorId.RunningMean => OfGroups(pass, Averaged(input.Options.ShareOfOld, input.Options.Running!.Mean, MeanSizes(pass)), conditioned: false),
            TensorId.RunningVar => OfGroups(pass, Averaged(input.Options.ShareOfOld, input.Options.Running!.Var, VarSizes(pass))),
            _ => throw new ArgumentOutOfRangeException(nameof(tensor), tensor, "no such tensor"),
        };
    }

    /// <summary><c>|mean| * istd</c> of each group.</summary>
    /// <param name="pass">The pass.</param>
    public static double[] ConditioningOf(Pass pass)
    {
        var statistics = pass.Statistics;
        var conditioning = new double[statistics.Mean.Length];
        for (var g = 0; g < conditioning.Length; g++)
        {
            conditioning[g] = Math.Abs(statistics.Mean[g].High) * statistics.Istd[g].High;
        }

        return conditioning;
    }

    private static ErrorScale OfParameters(Pass pass, Func<int, double> term)
    {
        var (view, groups) = (pass.Input.Parameters, pass.Input.Groups);
        var byGroup = ConditioningOf(pass);
        var conditioning = new double[view.Groups];
        for (var k = 0; k < view.Count; k++)
        {
            ref var parameter = ref conditioning[view.GroupOf(k)];
            parameter = Math.Max(parameter, byGroup[groups.GroupOf(k)]);
        }

        return new(DoubleDouble.Rounded(Sums.Of(view, new Terms(term))), conditioning, new(1, view.Groups, 1));
    }

    private static double LargestPath(GradientPaths paths, int element) => Math.Max(
        Math.Abs(paths.Direct[element]),
        Math.Max(Math.Abs(paths.Variance?[element] ?? 0), Math.Abs(paths.Mean?[element] ?? 0)));

    private static ErrorScale OfGroups(Pass pass, double[] terms, bool conditioned = true) =>
        new(terms, ConditioningOf(pass, conditioned), new(1, terms.Length, 1));

    private static ErrorScale OfElements(Pass pass, Func<int, double> size, bool conditioned = true)
    {
        var view = pass.Input.Groups;
        var largest = new double[view.Groups];
        for (var k = 0; k < view.Count; k++)
        {
            ref var group = ref largest[view.GroupOf(k)];
            group = Math.Max(group, size(k));
        }

        return new(largest, ConditioningOf(pass, conditioned), view);
    }

    // The rounding of a mean, or of a product, does not depend on how far the mean is from 0.
    private static double[] ConditioningOf(Pass pass, bool conditioned) =>
        conditioned ? ConditioningOf(pass) : new double[pass.Input.Groups.Groups];

    private static double XhatSize(Pass pass, int element) => Math.Max(1, Math.Abs(pass.WideXhat[element].High));

    private static double OutSize(Pass pass, int element)
    {
        var input = pass.Input;
        var parameter = input.Parameters.GroupOf(element);
        return Math.Max(Math.Abs(input.Gamma[parameter]) * XhatSize(pass, element), Math.Abs(input.Beta[parameter]));
    }

    private static double[] MeanSizes(Pass pass)
    {
        // In eval mode the mean is a constant that was given.
        var (input, statistics) = (pass.Input, pass.Statistics);
        return input.StatisticsDependOnX
            ? GroupSums(input.Groups, k => Math.Abs(input.X[k]), _ => 1.0 / input.Groups.Size)
            : Array.ConvertAll(DoubleDouble.Rounded(statistics.Mean), Math.Abs);
    }

    private static double[] VarSizes(Pass pass)
    {
        var eps = pass.Input.Options.Eps;
        return Array.ConvertAll(DoubleDouble.Rounded(pass.Statistics.Var), variance => variance + eps);
    }

    private static double[] GroupSums(GroupView view, Func<int, double> term, Func<int, double> factor)
    {
        var sums = Sums.Of(view, new Terms(term));
        var scaled = new double[sums.Length];
        for (var g = 0; g < scaled.Length; g++)
        {
            scaled[g] = sums[g].High * factor(g);
        }

        return scaled;
    }

    private static double[] Averaged(double momentum, Tensor running, double[] sample)
    {
        var averaged = new double[sample.Length];
        for (var g = 0; g < averaged.Length; g++)
        {
            averaged[g] = (momentum * Math.Abs(running[g])) + ((1 - momentum) * sample[g]);
        }

        return averaged;
    }

    private static double Square(double value) => value * value;

    private readonly struct Terms(Func<int, double> term) : Sums.ITerms
    {
        public DoubleDouble this[int element, int group] => term(element);
    }
}
