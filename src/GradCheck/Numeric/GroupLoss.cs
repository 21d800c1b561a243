using System.Numerics;

namespace GradCheck.Numeric;

/// <summary><c>L = sum(out * dout)</c> of one group as a function of its elements, the statistics included.</summary>
/// <remarks>
/// Plain arithmetic, as the code under test would have it, but for two things: sums are compensated, and the elements
/// come centred about the group's mean, so that an offset of the batch costs no digits. Neither changes the function.
/// </remarks>
/// <typeparam name="T">Double for differences, complex for the complex step.</typeparam>
/// <typeparam name="TNumber">The adapter of <typeparamref name="T"/>.</typeparam>
/// <param name="x">The elements less a constant; one is moved at a time.</param>
/// <param name="gamma">The scale of each element.</param>
/// <param name="beta">The shift of each element.</param>
/// <param name="dout">The gradient of each output.</param>
/// <param name="eps">The constant under the root.</param>
/// <param name="subtractsMean">Whether the layer subtracts the mean.</param>
/// <param name="varDivisor">What the sum of squares is divided by.</param>
internal sealed class GroupLoss<T, TNumber>(T[] x, double[] gamma, double[] beta, double[] dout, double eps, bool subtractsMean, int varDivisor)
    where T : struct, INumberBase<T>
    where TNumber : struct, ILossNumber<T>
{
    /// <summary>The loss with one element moved.</summary>
    /// <param name="element">The element's place in the group.</param>
    /// <param name="value">Its value, less the constant.</param>
    public T At(int element, T value)
    {
        // Put back by assignment: subtracting the step again would leave its rounding behind.
        var kept = x[element];
        x[element] = value;
        var loss = Evaluate();
        x[element] = kept;
        return loss;
    }

    private T Evaluate()
    {
        var mean = subtractsMean ? Mean() : T.Zero;
        var deviation = TNumber.Root(TNumber.Scale(SumOfSquares(mean), 1.0 / varDivisor) + T.CreateChecked(eps));
        var loss = default(CompensatedSum<T>);
        for (var j = 0; j < x.Length; j++)
        {
            var xhat = (x[j] - mean) / deviation;
            loss.Add(TNumber.Scale(TNumber.Scale(xhat, gamma[j]) + T.CreateChecked(beta[j]), dout[j]));
        }

        return loss.Value;
    }

    private T Mean()
    {
        var sum = default(CompensatedSum<T>);
        foreach (var value in x)
        {
            sum.Add(value);
        }

        return TNumber.Scale(sum.Value, 1.0 / x.Length);
    }

    private T SumOfSquares(T mean)
    {
        var sum = default(CompensatedSum<T>);
        foreach (var value in x)
        {
            var difference = value - mean;
            sum.Add(difference * difference);
        }

        return sum.Value;
    }
}
