using GradCheck.Arithmetic;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis;

/// <summary>
/// <c>sum(dxhat)</c> and <c>sum(dxhat * xhat)</c> as an element sees them, over the group or over what a mistake takes
/// for it. Where they are means over another count, they come scaled to the group's.
/// </summary>
internal sealed class BackwardSums
{
    private readonly Ingredients facts;
    private readonly DxhatOf way;
    private readonly bool ofGroups;
    private readonly Func<int, double> sum;
    private readonly Func<int, double> projection;
    private double[]? largestDxhat;
    private double? largestSum;
    private double? largestProjection;

    private BackwardSums(Ingredients facts, DxhatOf way, bool ofGroups, Func<int, double> sum, Func<int, double> projection) =>
        (this.facts, this.way, this.ofGroups, this.sum, this.projection) = (facts, way, ofGroups, sum, projection);

    /// <summary>The largest <c>|dxhat|</c> of each group.</summary>
    public double[] LargestDxhat => largestDxhat ??= facts.LargestOf(k => Math.Abs(facts.Dxhat(way, k)));

    /// <summary><c>sum(dxhat)</c>.</summary>
    public double Sum(int element) => sum(element);

    /// <summary><c>sum(dxhat * xhat)</c>.</summary>
    public double Projection(int element) => projection(element);

    /// <summary>The largest sum that an element of the same group sees.</summary>
    public double SumSize(int element) => ofGroups ? Math.Abs(Sum(element)) : largestSum ??= Largest(sum);

    /// <summary>The largest <c>|sum(dxhat * xhat)|</c> that an element of the same group sees.</summary>
    public double ProjectionSize(int element) => ofGroups ? Math.Abs(Projection(element)) : largestProjection ??= Largest(projection);

    /// <summary>The sums over groups with another <c>xhat</c>, in each group a multiple of the right one.</summary>
    /// <param name="ratio">The multiple of a group.</param>
    public BackwardSums WithGroupsScaled(Func<int, double> ratio)
    {
        var (view, right) = (facts.Groups, projection);
        return new(facts, way, ofGroups, sum, k => right(k) * ratio(view.GroupOf(k)));
    }

    /// <summary>The sums of a backward pass.</summary>
    /// <param name="facts">The batch.</param>
    /// <param name="way">What flows back into <c>xhat</c>.</param>
    /// <param name="over">What the sums run over.</param>
    /// <param name="ratio">By what the <c>xhat</c> of a group differs from the right one.</param>
    public static BackwardSums Of(Ingredients facts, DxhatOf way, SumsOver over, Func<int, double> ratio)
    {
        var view = facts.Groups;
        var terms = new Terms(facts, way, null);
        var products = new Terms(facts, way, ratio);
        return over switch
        {
            SumsOver.Group => Over(Sums.Of(view, terms), Sums.Of(view, products), view.GroupOf),
            SumsOver.Element => new(facts, way, false, k => terms[k, 0].High, k => products[k, 0].High),
            SumsOver.Everything => OverEverything(new(1, 1, view.Count)),
            _ => Over(Across(view, terms), Across(view, products), PlaceInGroup),
        };

        int PlaceInGroup(int element) => (element / view.Inner / view.GroupsOfBlock % view.Outer * view.Inner) + (element % view.Inner);

        BackwardSums Over(DoubleDouble[] sums, DoubleDouble[] projections, Func<int, int> placeOf) =>
            new(facts, way, over == SumsOver.Group, k => sums[placeOf(k)].High, k => projections[placeOf(k)].High);

        // A mean over the whole batch, written as a sum that is divided by m like the others.
        BackwardSums OverEverything(GroupView whole)
        {
            var (sum, projection) = (Sums.Of(whole, terms)[0].High / view.Groups, Sums.Of(whole, products)[0].High / view.Groups);
            return new(facts, way, false, _ => sum, _ => projection);
        }
    }

    // The same memory read group by group: elements of one sum are Inner apart.
    private static DoubleDouble[] Across(GroupView view, Terms terms)
    {
        var sums = new DoubleDouble[view.Size];
        for (int o = 0, k = 0; o < view.Outer * view.Blocks; o++)
        {
            for (var g = 0; g < view.GroupsOfBlock; g++)
            {
                for (var i = 0; i < view.Inner; i++, k++)
                {
                    sums[(o % view.Outer * view.Inner) + i] += terms[k, g];
                }
            }
        }

        return sums;
    }

    // NaNs of one group do not make the others NaN.
    private double Largest(Func<int, double> value)
    {
        double largest = 0;
        for (var k = 0; k < facts.Groups.Count; k++)
        {
            var size = Math.Abs(value(k));
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
