using GradCheck.Arithmetic;

namespace GradCheck.Tensors;

/// <summary>The only reductions of the layers: sums over the groups of a view, in memory order, in two doubles.</summary>
/// <remarks>
/// The order is fixed, and nothing depends on the width of a vector register, so a sum has the same bits on every
/// machine. Its error is at most about <c>m * 2^-104</c> times the sum of absolute terms.
/// </remarks>
public static class Sums
{
    /// <summary>What is summed: one term an element.</summary>
    /// <remarks>A struct behind a type parameter, so that the one loop below is compiled afresh for each kind of term.</remarks>
    public interface ITerms
    {
        /// <summary>The term of one element.</summary>
        /// <param name="element">The element's place in row-major order.</param>
        /// <param name="group">The group it belongs to.</param>
        public DoubleDouble this[int element, int group] { get; }
    }

    /// <summary><c>sum(terms)</c> of each group.</summary>
    /// <typeparam name="TTerms">The kind of term.</typeparam>
    /// <param name="view">How the elements belong to groups.</param>
    /// <param name="terms">One term an element.</param>
    /// <returns>One sum a group.</returns>
    public static DoubleDouble[] Of<TTerms>(GroupView view, TTerms terms)
        where TTerms : struct, ITerms, allows ref struct
    {
        var sums = new DoubleDouble[view.Groups];
        var width = view.GroupsOfBlock;
        for (int o = 0, k = 0; o < view.Outer * view.Blocks; o++)
        {
            var first = o / view.Outer * width;
            for (var g = first; g < first + width; g++)
            {
                var sum = sums[g];
                for (var i = 0; i < view.Inner; i++, k++)
                {
                    sum += terms[k, g];
                }

                sums[g] = sum;
            }
        }

        return sums;
    }

    /// <summary><c>sum(terms)</c> of one group.</summary>
    /// <typeparam name="TTerms">The kind of term.</typeparam>
    /// <param name="view">How the elements belong to groups.</param>
    /// <param name="group">The group.</param>
    /// <param name="terms">One term an element.</param>
    public static DoubleDouble OfGroup<TTerms>(GroupView view, int group, TTerms terms)
        where TTerms : struct, ITerms, allows ref struct
    {
        DoubleDouble sum = 0;
        var step = view.GroupsOfBlock * view.Inner;
        for (int o = 0, first = view.FirstOf(group); o < view.Outer; o++, first += step)
        {
            for (var k = first; k < first + view.Inner; k++)
            {
                sum += terms[k, group];
            }
        }

        return sum;
    }

    /// <summary><c>sum(values)</c> of each group.</summary>
    /// <param name="view">How the elements belong to groups.</param>
    /// <param name="values">One value an element.</param>
    public static DoubleDouble[] Of(GroupView view, ReadOnlySpan<double> values) => Of(view, new Values(values));

    /// <summary><c>sum(values)</c> of each group.</summary>
    /// <param name="view">How the elements belong to groups.</param>
    /// <param name="values">One value an element.</param>
    public static DoubleDouble[] Of(GroupView view, ReadOnlySpan<DoubleDouble> values) => Of(view, new WideValues(values));

    /// <summary><c>sum(a * b)</c> of each group.</summary>
    /// <param name="view">How the elements belong to groups.</param>
    /// <param name="a">The first factor of each term.</param>
    /// <param name="b">The second factor of each term.</param>
    public static DoubleDouble[] OfProducts(GroupView view, ReadOnlySpan<double> a, ReadOnlySpan<DoubleDouble> b) =>
        Of(view, new Products(a, b));

    /// <summary><c>sum(a * b)</c> of each group.</summary>
    /// <param name="view">How the elements belong to groups.</param>
    /// <param name="a">The first factor of each term.</param>
    /// <param name="b">The second factor of each term.</param>
    public static DoubleDouble[] OfProducts(GroupView view, ReadOnlySpan<DoubleDouble> a, ReadOnlySpan<DoubleDouble> b) =>
        Of(view, new WideProducts(a, b));

    private readonly ref struct Values(ReadOnlySpan<double> values) : ITerms
    {
        private readonly ReadOnlySpan<double> values = values;

        public DoubleDouble this[int element, int group] => values[element];
    }

    private readonly ref struct WideValues(ReadOnlySpan<DoubleDouble> values) : ITerms
    {
        private readonly ReadOnlySpan<DoubleDouble> values = values;

        public DoubleDouble this[int element, int group] => values[element];
    }

    private readonly ref struct Products(ReadOnlySpan<double> a, ReadOnlySpan<DoubleDouble> b) : ITerms
    {
        private readonly ReadOnlySpan<double> a = a;
        private readonly ReadOnlySpan<DoubleDouble> b = b;

        public DoubleDouble this[int element, int group] => b[element] * a[element];
    }

    private readonly ref struct WideProducts(ReadOnlySpan<DoubleDouble> a, ReadOnlySpan<DoubleDouble> b) : ITerms
    {
        private readonly ReadOnlySpan<DoubleDouble> a = a;
        private readonly ReadOnlySpan<DoubleDouble> b = b;

        public DoubleDouble this[int element, int group] => a[element] * b[element];
    }
}
