using System.Numerics;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Numeric;

namespace GradCheck.SecondOrder;

/// <summary>The second order by complex step of the first: <c>Im S(t + ih) / h</c> for each entry <c>t</c>, group by group.</summary>
/// <remarks>
/// Nothing is subtracted, so it is exact to rounding, and it uses nothing but the formulas of the first order. Moving an
/// entry of <c>x</c> or <c>dout</c> evaluates one group; moving one of <c>gamma</c>, those groups that it scales.
/// </remarks>
public static class SecondOrderComplexStep
{
    /// <summary>The step: of <c>gamma</c> and <c>dout</c> as it is, of <c>x</c> in units of the group's <c>sqrt(var + eps)</c>.</summary>
    /// <remarks>In units of the spread, so that a batch of 1e150 does not lose the second derivative to underflow.</remarks>
    public const double Step = 1e-20;

    // An evaluation is complex, and goes over the group twice as often as that of a loss.
    private const int WorkOfATerm = 4;

    private static readonly NumericMethod Method = NumericMethod.Find("complex_step")!;

    /// <summary>How many terms are evaluated at most, in the unit of <see cref="GroupGradient.WorkOf"/>.</summary>
    /// <param name="input">The input.</param>
    public static long WorkOf(LayerInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (count, cell) = (input.X.Shape.Count, input.StatisticsDependOnX ? input.Groups.Size : 1L);
        var reached = input.StatisticsDependOnX
            ? input.Parameters.Groups * (ByGroup(input, 0).LongCount() * cell)
            : count;
        return WorkOfATerm * ((2 * count * (cell + 2)) + reached);
    }

    /// <summary>Differentiates <c>S</c> with respect to every entry of <c>x</c>, <c>gamma</c> and <c>dout</c>.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="direction">The weights of the first-order gradients, made for the same input.</param>
    /// <param name="cancellation">Ends the work between two entries.</param>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static SecondOrderNumeric Run(Pass pass, SecondOrderDirection direction, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(pass);
        ArgumentNullException.ThrowIfNull(direction);
        var input = pass.Input;
        var terms = new SecondOrderTerms(pass, direction);
        var dx = new NumericEstimate[input.X.Shape.Count];
        var ddout = new NumericEstimate[dx.Length];
        foreach (var loss in Losses(pass, direction))
        {
            var (radius, width) = LengthsOf(pass, loss);
            for (var j = 0; j < loss.Elements.Length; j++)
            {
                cancellation.ThrowIfCancellationRequested();
                var k = loss.Elements[j];
                dx[k] = Method.Differentiate(new SecondOrderLine(input.X[k], loss.Center, radius, terms.Dx[k].High, [(loss, loss.X, [j])]), Step * width);
                ddout[k] = Method.Differentiate(new SecondOrderLine(input.Dout[k], 0, double.PositiveInfinity, terms.Ddout[k], [(loss, loss.Dout, [j])]), Step);
            }
        }

        var dgamma = new NumericEstimate[input.Gamma.Shape.Count];
        for (var p = 0; p < dgamma.Length; p++)
        {
            var moved = new List<(GradientLoss Loss, Complex[] Entries, int[] Places)>();
            foreach (var reached in ByGroup(input, p))
            {
                cancellation.ThrowIfCancellationRequested();
                var own = reached.ToArray();
                var loss = new GradientLoss(pass, direction, reached.Key, input.StatisticsDependOnX ? ElementsOf(input, reached.Key) : own);
                moved.Add((loss, loss.Gamma, Array.ConvertAll(own, k => Array.BinarySearch(loss.Elements, k))));
            }

            dgamma[p] = Method.Differentiate(new SecondOrderLine(input.Gamma[p], 0, double.PositiveInfinity, terms.Dgamma[p].High, moved), Step);
        }

        return new(Method, Step, NumericTensor.Of(input.X.Shape, dx), NumericTensor.Of(input.Gamma.Shape, dgamma), NumericTensor.Of(input.X.Shape, ddout));
    }

    /// <summary>The elements that interact, together: those of a group, or each alone where the statistics are constants.</summary>
    private static IEnumerable<GradientLoss> Losses(Pass pass, SecondOrderDirection direction)
    {
        var input = pass.Input;
        for (var g = 0; g < input.Groups.Groups; g++)
        {
            var elements = ElementsOf(input, g);
            foreach (var together in input.StatisticsDependOnX ? [elements] : elements.Chunk(1))
            {
                yield return new(pass, direction, g, together);
            }
        }
    }

    /// <summary>The elements that a parameter scales, by the group they are in.</summary>
    private static IEnumerable<IGrouping<int, int>> ByGroup(LayerInput input, int parameter)
    {
        var elements = new int[input.Parameters.Size];
        input.Parameters.ElementsOf(parameter, elements);
        return elements.GroupBy(input.Groups.GroupOf);
    }

    private static int[] ElementsOf(LayerInput input, int group)
    {
        var elements = new int[input.Groups.Size];
        input.Groups.ElementsOf(group, elements);
        return elements;
    }

    private static (double Radius, double Width) LengthsOf(Pass pass, GradientLoss loss)
    {
        var group = pass.Input.Groups.GroupOf(loss.Elements[0]);
        return pass.Input.StatisticsDependOnX
            ? (new GroupLine(pass, group).Radius, 1 / pass.Statistics.Istd[group].High)
            : (double.PositiveInfinity, 1 / pass.Statistics.Istd[group].High);
    }
}
