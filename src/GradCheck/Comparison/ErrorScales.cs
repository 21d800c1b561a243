using GradCheck.Arithmetic;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Comparison;

/// <summary>The size of the terms that each tensor is made of.</summary>
/// <remarks>As in <see cref="ErrorScale.OfDgamma"/>, <c>xhat</c> counts for at least 1.</remarks>
internal static class ErrorScales
{
    /// <summary>The scale of one tensor.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="forward">The forward pass.</param>
    /// <param name="staged">The backward pass.</param>
    public static ErrorScale Of(TensorId tensor, ForwardResult forward, StagedGradients staged)
    {
        var input = forward.Input;
        var (view, statistics) = (input.Groups, forward.Statistics);
        return tensor switch
        {
            TensorId.Mean => OfGroups(forward, MeanSizes(forward), conditioned: false),
            TensorId.Var => OfGroups(forward, VarSizes(forward)),
            TensorId.Xhat => OfElements(forward, k => XhatSize(forward, k)),
            TensorId.Out => OfElements(forward, k => OutSize(forward, k)),
            TensorId.Dgamma => ErrorScale.OfDgamma(forward),
            TensorId.Dbeta => ErrorScale.OfDbeta(forward),
            TensorId.Dxhat => OfElements(forward, k => Math.Abs(staged.Dxhat[k]), conditioned: false),
            TensorId.Dvar => OfGroups(forward, GroupSums(view, k => Math.Abs(staged.Dxhat[k]) * XhatSize(forward, k), g => 0.5 * Square(statistics.Istd[g].High))),
            TensorId.Dmean => OfGroups(forward, GroupSums(view, k => Math.Abs(staged.Dxhat[k]), g => statistics.Istd[g].High)),
            TensorId.Dx => ErrorScale.OfDx(forward, staged.Paths),
            TensorId.RunningMean => OfGroups(forward, Averaged(input.Options.ShareOfOld, input.Options.Running!.Mean, MeanSizes(forward)), conditioned: false),
            TensorId.RunningVar => OfGroups(forward, Averaged(input.Options.ShareOfOld, input.Options.Running!.Var, VarSizes(forward))),
            _ => throw new ArgumentOutOfRangeException(nameof(tensor), tensor, "no such tensor"),
        };
    }

    private static ErrorScale OfGroups(ForwardResult forward, double[] terms, bool conditioned = true) =>
        new(terms, ConditioningOf(forward, conditioned), new(1, terms.Length, 1));

    private static ErrorScale OfElements(ForwardResult forward, Func<int, double> size, bool conditioned = true)
    {
        var view = forward.Input.Groups;
        var largest = new double[view.Groups];
        for (var k = 0; k < view.Count; k++)
        {
            ref var group = ref largest[view.GroupOf(k)];
            group = Math.Max(group, size(k));
        }

        return new(largest, ConditioningOf(forward, conditioned), view);
    }

    // The rounding of a mean, or of a product, does not depend on how far the mean is from 0.
    private static double[] ConditioningOf(ForwardResult forward, bool conditioned) =>
        conditioned ? ErrorScale.ConditioningOf(forward) : new double[forward.Input.Groups.Groups];

    private static double XhatSize(ForwardResult forward, int element) => Math.Max(1, Math.Abs(forward.WideXhat[element].High));

    private static double OutSize(ForwardResult forward, int element)
    {
        var input = forward.Input;
        var parameter = input.Parameters.GroupOf(element);
        return Math.Max(Math.Abs(input.Gamma[parameter]) * XhatSize(forward, element), Math.Abs(input.Beta[parameter]));
    }

    private static double[] MeanSizes(ForwardResult forward)
    {
        // In eval mode the mean is a constant that was given.
        var (input, statistics) = (forward.Input, forward.Statistics);
        return input.StatisticsDependOnX
            ? GroupSums(input.Groups, k => Math.Abs(input.X[k]), _ => 1.0 / input.Groups.Size)
            : Array.ConvertAll(DoubleDouble.Rounded(statistics.Mean), Math.Abs);
    }

    private static double[] VarSizes(ForwardResult forward)
    {
        var eps = forward.Input.Options.Eps;
        return Array.ConvertAll(DoubleDouble.Rounded(forward.Statistics.Var), variance => variance + eps);
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
