using GradCheck.Arithmetic;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis;

/// <summary>
/// <c>sum(dxhat)</c> and <c>sum(dxhat * xhat)</c> as an element sees them, over the group or over what a mistake takes
/// for it. Where they are means over another count, they come scaled to the group's.
/// </summary>
internal sealed class BackwardSums
{
    private readonly Func<int, int> placeOf;
    private readonly double[] sum;
    private readonly double[] projection;

    private BackwardSums(Func<int, int> placeOf, double[] sum, double[] projection, double[] largestDxhat)
    {
        (this.placeOf, this.sum, this.projection) = (placeOf, sum, projection);
        LargestDxhat = largestDxhat;
        LargestSum = Largest(sum);
        LargestProjection = Largest(projection);
    }

    /// <summary>The largest <c>|dxhat|</c> of each group.</summary>
    public double[] LargestDxhat { get; }

    /// <summary>The largest <c>|sum(dxhat)|</c> that any element sees.</summary>
    public double LargestSum { get; }

    /// <summary>The largest <c>|sum(dxhat * xhat)|</c> that any element sees.</summary>
    public double LargestProjection { get; }

    /// <summary><c>sum(dxhat)</c>.</summary>
    public double Sum(int element) => sum[placeOf(element)];

    /// <summary><c>sum(dxhat * xhat)</c>.</summary>
    public double Projection(int element) => projection[placeOf(element)];

    public static BackwardSums Of(Ingredients facts, DxhatOf way, SumsOver over)
    {
        var largest = facts.LargestOf(k => Math.Abs(facts.Dxhat(way, k)));
        var view = facts.Groups;
        var (summed, placeOf) = over switch
        {
            SumsOver.Group => (view, view.GroupOf),
            SumsOver.Everything => (new GroupView(1, 1, view.Count), _ => 0),
            SumsOver.Element => (new GroupView(1, view.Count, 1), k => k),
            _ => (view, (Func<int, int>)(k => (k / view.Inner / view.Groups * view.Inner) + (k % view.Inner))),
        };
        var terms = new Terms(facts, way, project: false);
        var products = new Terms(facts, way, project: true);
        if (over == SumsOver.Across)
        {
            return new(placeOf, Across(view, terms), Across(view, products), largest);
        }

        // A mean over the whole batch, written as a sum that is divided by m like the others.
        var share = over == SumsOver.Everything ? (double)view.Size / view.Count : 1;
        return new(placeOf, Rounded(Sums.Of(summed, terms), share), Rounded(Sums.Of(summed, products), share), largest);
    }

    // The same memory read group by group: elements of one sum are Inner apart.
    private static double[] Across(GroupView view, Terms terms)
    {
        var sums = new DoubleDouble[view.Size];
        for (int o = 0, k = 0; o < view.Outer; o++)
        {
            for (var g = 0; g < view.Groups; g++)
            {
                for (var i = 0; i < view.Inner; i++, k++)
                {
                    sums[(o * view.Inner) + i] += terms[k, g];
                }
            }
        }

        return Rounded(sums, 1);
    }

    private static double[] Rounded(DoubleDouble[] sums, double share) => Array.ConvertAll(sums, value => value.High * share);

    private static double Largest(double[] values)
    {
        double largest = 0;
        foreach (var value in values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return largest;
    }

    private readonly struct Terms(Ingredients facts, DxhatOf way, bool project) : Sums.ITerms
    {
        public DoubleDouble this[int element, int group] =>
            project ? facts.Xhat[element] * facts.Dxhat(way, element) : facts.Dxhat(way, element);
    }
}
