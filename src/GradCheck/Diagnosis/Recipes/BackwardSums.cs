using GradCheck.Arithmetic;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Recipes;

/// <summary>
/// <c>sum(dxhat)</c> and <c>sum(dxhat * xhat)</c> as an element sees them, over the group or over what a mistake takes
/// for it. Where they are means over another count, they come scaled to the group's.
/// </summary>
/// <remarks>With the right <c>xhat</c> they cost a pass over the batch, once; with another only what is asked for.</remarks>
internal sealed class BackwardSums
{
    private readonly Ingredients facts;
    private readonly DxhatOf way;
    private readonly SumsOver over;
    private readonly Func<int, double> sum;
    private readonly Func<int, double> projection;
    private readonly Func<double> largestProjectionOf;
    private double? largestSum;
    private double? largestProjection;

    private BackwardSums(Ingredients facts, DxhatOf way, SumsOver over, Func<int, double> sum, Func<int, double> projection, Func<double>? largestProjection = null)
    {
        (this.facts, this.way, this.over, this.sum, this.projection) = (facts, way, over, sum, projection);
        largestProjectionOf = largestProjection ?? (() => Largest(projection));
    }

    /// <summary>The largest <c>|dxhat|</c> of each group.</summary>
    public double[] LargestDxhat => facts.LargestDxhat(way);

    /// <summary><c>sum(dxhat)</c>.</summary>
    public double Sum(int element) => sum(element);

    /// <summary><c>sum(dxhat * xhat)</c>.</summary>
    public double Projection(int element) => projection(element);

    /// <summary>The largest sum that an element of the same group sees.</summary>
    public double SumSize(int element) => over == SumsOver.Group ? Math.Abs(Sum(element)) : largestSum ??= Largest(sum);

    /// <summary>The largest <c>|sum(dxhat * xhat)|</c> that an element of the same group sees.</summary>
    public double ProjectionSize(int element) => over == SumsOver.Group ? Math.Abs(Projection(element)) : largestProjection ??= largestProjectionOf();

    /// <summary>The sums with another <c>xhat</c>, in each group a multiple of the right one.</summary>
    /// <param name="ratio">The multiple of a group.</param>
    public BackwardSums WithGroupsScaled(Func<int, double> ratio)
    {
        var view = facts.Groups;
        return over switch
        {
            SumsOver.Group or SumsOver.Element => Scaled(k => projection(k) * ratio(view.GroupOf(k))),
            SumsOver.Everything => Scaled(OfEverything()),
            _ => Scaled(OfPlaces()),
        };

        // Not looked for among all elements again: what is asked for is its size.
        BackwardSums Scaled(Func<int, double> scaled) => new(facts, way, over, sum, scaled, () => ProjectionSize(0) * LargestRatio(ratio)) { largestSum = largestSum };

        Func<int, double> OfEverything()
        {
            double? mean = null;
            var groups = facts.SumsOf(way, SumsOver.Group);
            return _ => mean ??= Sums.OfGroup(new(1, 1, view.Groups), 0, new Scaling(g => groups.Projection(view.FirstOf(g)) * ratio(g))).High / view.Groups;
        }

        Func<int, double> OfPlaces()
        {
            var known = new double?[view.Size];
            return k => known[view.PlaceInGroup(k)] ??= Sums.OfGroup(new(1, 1, view.Groups), 0, new Scaling(g =>
            {
                var element = view.FirstOf(g) + view.StepTo(view.PlaceInGroup(k));
                return facts.Xhat[element].High * facts.Dxhat(way, element) * ratio(g);
            })).High;
        }
    }

    /// <summary>The sums of a backward pass with the right <c>xhat</c>.</summary>
    /// <param name="facts">The batch.</param>
    /// <param name="way">What flows back into <c>xhat</c>.</param>
    /// <param name="over">What the sums run over.</param>
    /// <param name="left">What sums over a group leave out.</param>
    public static BackwardSums Of(Ingredients facts, DxhatOf way, SumsOver over, LeftOut left = LeftOut.None)
    {
        var view = facts.Groups;
        var (terms, products) = (new Terms(facts, way, isProduct: false, left), new Terms(facts, way, isProduct: true, left));
        return over switch
        {
            SumsOver.Group => Over(Sums.Of(view, terms), Sums.Of(view, products), view.GroupOf),
            SumsOver.Element => new(facts, way, over, k => terms[k, 0].High, k => products[k, 0].High),
            SumsOver.Everything => OverEverything(new(1, 1, view.Count)),
            _ => Over(Across(view, terms), Across(view, products), view.PlaceInGroup),
        };

        BackwardSums Over(DoubleDouble[] sums, DoubleDouble[] projections, Func<int, int> placeOf) =>
            new(facts, way, over, k => sums[placeOf(k)].High, k => projections[placeOf(k)].High);

        // A mean over the whole batch, written as a sum that is divided by m like the others.
        BackwardSums OverEverything(GroupView whole)
        {
            var (sum, projection) = (Sums.Of(whole, terms)[0].High / view.Groups, Sums.Of(whole, products)[0].High / view.Groups);
            return new(facts, way, over, _ => sum, _ => projection);
        }
    }

    private static DoubleDouble[] Across(GroupView view, Terms terms)
    {
        var sums = new DoubleDouble[view.Size];
        for (var k = 0; k < view.Count; k++)
        {
            sums[view.PlaceInGroup(k)] += terms[k, 0];
        }

        return sums;
    }

    // NaNs of one group do not make the others NaN.
    private double Largest(Func<int, double> value) => LargestOf(facts.Groups.Count, value);

    private double LargestRatio(Func<int, double> ratio) => LargestOf(facts.Groups.Groups, ratio);

    private static double LargestOf(int count, Func<int, double> value)
    {
        double largest = 0;
        for (var k = 0; k < count; k++)
        {
            var size = Math.Abs(value(k));
            largest = size > largest ? size : largest;
        }

        return largest;
    }

    private readonly struct Terms(Ingredients facts, DxhatOf way, bool isProduct, LeftOut left) : Sums.ITerms
    {
        public DoubleDouble this[int element, int group] => left != LeftOut.None && facts.Groups.IsLeftOut(left, element) ? 0
            : isProduct
            ? facts.Xhat[element] * facts.Dxhat(way, element)
            : facts.Dxhat(way, element);
    }

    private readonly struct Scaling(Func<int, double> term) : Sums.ITerms
    {
        public DoubleDouble this[int element, int group] => term(element);
    }
}
