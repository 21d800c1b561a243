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
    private readonly bool ofGroups;
    private readonly double[] sum;
    private readonly double[] projection;
    private readonly double largestSum;
    private readonly double largestProjection;

    private BackwardSums(Func<int, int> placeOf, bool ofGroups, double[] sum, double[] projection, double[] largestDxhat)
    {
        (this.placeOf, this.ofGroups, this.sum, this.projection) = (placeOf, ofGroups, sum, projection);
        (LargestDxhat, largestSum, largestProjection) = (largestDxhat, Largest(sum), Largest(projection));
    }

    /// <summary>The largest <c>|dxhat|</c> of each group.</summary>
    public double[] LargestDxhat { get; }

    /// <summary><c>sum(dxhat)</c>.</summary>
    public double Sum(int element) => sum[placeOf(element)];

    /// <summary><c>sum(dxhat * xhat)</c>.</summary>
    public double Projection(int element) => projection[placeOf(element)];

    /// <summary>The largest sum that an element of the same group sees.</summary>
    public double SumSize(int element) => ofGroups ? Math.Abs(Sum(element)) : largestSum;

    /// <summary>The largest <c>|sum(dxhat * xhat)|</c> that an element of the same group sees.</summary>
    public double ProjectionSize(int element) => ofGroups ? Math.Abs(Projection(element)) : largestProjection;

    /// <summary>The sums with another <c>xhat</c>, each group's a multiple of the right one.</summary>
    /// <param name="ratio">The multiple of a group.</param>
    public BackwardSums WithGroupsScaled(Func<int, double> ratio)
    {
        var scaled = new double[projection.Length];
        for (var g = 0; g < scaled.Length; g++)
        {
            scaled[g] = projection[g] * ratio(g);
        }

        return new(placeOf, ofGroups, sum, scaled, LargestDxhat);
    }

    /// <summary>The sums of a backward pass.</summary>
    /// <param name="facts">The batch.</param>
    /// <param name="way">What flows back into <c>xhat</c>.</param>
    /// <param name="over">What the sums run over.</param>
    /// <param name="ratio">By what the <c>xhat</c> of a group differs from the right one.</param>
    public static BackwardSums Of(Ingredients facts, DxhatOf way, SumsOver over, Func<int, double> ratio)
    {
        var largest = facts.LargestOf(k => Math.Abs(facts.Dxhat(way, k)));
        var view = facts.Groups;
        var terms = new Terms(facts, way, null);
        var products = new Terms(facts, way, ratio);

        // A mean over the whole batch, written as a sum that is divided by m like the others.
        var whole = new GroupView(1, 1, view.Count);
        return over switch
        {
            SumsOver.Group => new(view.GroupOf, true, Rounded(Sums.Of(view, terms)), Rounded(Sums.Of(view, products)), largest),
            SumsOver.Element => new(k => k, false, Each(view, terms), Each(view, products), largest),
            SumsOver.Everything => new(_ => 0, false, Rounded(Sums.Of(whole, terms), 1.0 / view.Groups), Rounded(Sums.Of(whole, products), 1.0 / view.Groups), largest),
            _ => new(k => (k / view.Inner / view.Groups * view.Inner) + (k % view.Inner), false, Across(view, terms), Across(view, products), largest),
        };
    }

    private static double[] Each(GroupView view, Terms terms)
    {
        var each = new double[view.Count];
        for (var k = 0; k < each.Length; k++)
        {
            each[k] = terms[k, 0].High;
        }

        return each;
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

        return Rounded(sums);
    }

    private static double[] Rounded(DoubleDouble[] sums, double share = 1) => Array.ConvertAll(sums, value => value.High * share);

    private static double Largest(double[] values)
    {
        double largest = 0;
        foreach (var value in values)
        {
            // NaNs of one group do not make the others NaN.
            var size = Math.Abs(value);
            largest = size > largest ? size : largest;
        }

        return largest;
    }

    private readonly struct Terms(Ingredients facts, DxhatOf way, Func<int, double>? ratio) : Sums.ITerms
    {
        public DoubleDouble this[int element, int group] => ratio is null
            ? facts.Dxhat(way, element)
            : facts.Xhat[element] * facts.Dxhat(way, element) * ratio(facts.Groups.GroupOf(element));
    }
}
