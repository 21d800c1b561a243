using GradCheck.Arithmetic;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Comparison;

/// <summary>What an error in a gradient is measured against: the size of the terms it is made of.</summary>
/// <remarks>
/// A gradient may cancel, and then its own size says nothing about the error of the code that added its terms up. For
/// <c>dx</c> the terms are the three paths, for <c>dgamma</c> and <c>dbeta</c> those of the sum.
/// </remarks>
public sealed class ErrorScale
{
    private readonly double[] terms;
    private readonly double[] conditioning;

    internal ErrorScale(double[] terms, double[] conditioning, GroupView view)
    {
        (this.terms, this.conditioning) = (terms, conditioning);
        View = view;
        Largest = terms.Max();
    }

    /// <summary>The size of the terms of each group: the largest path, or the sum of absolute terms.</summary>
    public ReadOnlySpan<double> Terms => terms;

    /// <summary><c>|mean| * istd</c> of each group, the largest among those that an entry draws on.</summary>
    public ReadOnlySpan<double> Conditioning => conditioning;

    /// <summary>How entries belong to groups.</summary>
    public GroupView View { get; }

    /// <summary>The largest of <see cref="Terms"/>.</summary>
    public double Largest { get; }

    /// <summary>The absolute tolerance of an entry.</summary>
    /// <param name="tolerance">The tolerance.</param>
    /// <param name="entry">The entry's place in row-major order.</param>
    public double Atol(Tolerance tolerance, int entry)
    {
        var group = View.GroupOf(entry);
        return tolerance.AtolOf(Terms[group], Conditioning[group]);
    }

    /// <summary>For <c>dx</c>: the largest absolute path of each group.</summary>
    /// <param name="forward">The forward pass.</param>
    /// <param name="paths">The paths.</param>
    public static ErrorScale OfDx(ForwardResult forward, GradientPaths paths)
    {
        ArgumentNullException.ThrowIfNull(forward);
        ArgumentNullException.ThrowIfNull(paths);
        var view = forward.Input.Groups;
        var largest = new double[view.Groups];
        foreach (var path in new[] { paths.Direct, paths.Variance, paths.Mean })
        {
            for (var k = 0; path is not null && k < view.Count; k++)
            {
                ref var group = ref largest[view.GroupOf(k)];
                group = Math.Max(group, Math.Abs(path[k]));
            }
        }

        return new(largest, ConditioningOf(forward), view);
    }

    /// <summary>For <c>dgamma</c>: <c>sum(|dout| * max(1, |xhat|))</c> of each parameter.</summary>
    /// <param name="forward">The forward pass.</param>
    /// <remarks>
    /// Where a group is constant, <c>xhat</c> is 0, and plain code has the rounding of its mean there instead. So
    /// <c>xhat</c> counts for at least 1, the size it has in every group that is not.
    /// </remarks>
    public static ErrorScale OfDgamma(ForwardResult forward)
    {
        ArgumentNullException.ThrowIfNull(forward);
        return OfParameter(forward, new AbsoluteProducts(forward.Input.Dout.Values, forward.WideXhat));
    }

    /// <summary>For <c>dbeta</c>: <c>sum(|dout|)</c> of each parameter.</summary>
    /// <param name="forward">The forward pass.</param>
    public static ErrorScale OfDbeta(ForwardResult forward)
    {
        ArgumentNullException.ThrowIfNull(forward);
        return OfParameter(forward, new Absolutes(forward.Input.Dout.Values));
    }

    private static ErrorScale OfParameter<TTerms>(ForwardResult forward, TTerms terms)
        where TTerms : struct, Sums.ITerms, allows ref struct
    {
        var (view, groups) = (forward.Input.Parameters, forward.Input.Groups);
        var byGroup = ConditioningOf(forward);
        var conditioning = new double[view.Groups];
        for (var k = 0; k < view.Count; k++)
        {
            ref var parameter = ref conditioning[view.GroupOf(k)];
            parameter = Math.Max(parameter, byGroup[groups.GroupOf(k)]);
        }

        return new(DoubleDouble.Rounded(Sums.Of(view, terms)), conditioning, new(1, view.Groups, 1));
    }

    /// <summary><c>|mean| * istd</c> of each group.</summary>
    internal static double[] ConditioningOf(ForwardResult forward)
    {
        var statistics = forward.Statistics;
        var conditioning = new double[statistics.Mean.Length];
        for (var g = 0; g < conditioning.Length; g++)
        {
            conditioning[g] = Math.Abs(statistics.Mean[g].High) * statistics.Istd[g].High;
        }

        return conditioning;
    }

    private readonly ref struct AbsoluteProducts(ReadOnlySpan<double> a, ReadOnlySpan<DoubleDouble> b) : Sums.ITerms
    {
        private readonly ReadOnlySpan<double> a = a;
        private readonly ReadOnlySpan<DoubleDouble> b = b;

        public DoubleDouble this[int element, int group] => Math.Abs(a[element]) * Math.Max(1, Math.Abs(b[element].High));
    }

    private readonly ref struct Absolutes(ReadOnlySpan<double> a) : Sums.ITerms
    {
        private readonly ReadOnlySpan<double> a = a;

        public DoubleDouble this[int element, int group] => Math.Abs(a[element]);
    }
}
