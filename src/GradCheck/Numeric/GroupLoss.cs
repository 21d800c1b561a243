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
internal sealed class GroupLoss<T, TNumber>(T[] x, double[] gamma, double[] beta, double[] dout, double eps, bool subtractsMean)
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
        var deviation = TNumber.Root(TNumber.Scale(SumOfSquares(mean), 1.0 / x.Length) + T.CreateChecked(eps));
        T sum = T.Zero, rest = T.Zero;
        for (var j = 0; j < x.Length; j++)
        {
            var xhat = (x[j] - mean) / deviation;
            Add(ref sum, ref rest, TNumber.Scale(TNumber.Scale(xhat, gamma[j]) + T.CreateChecked(beta[j]), dout[j]));
        }

        return sum + rest;
    }

    private T Mean()
    {
        T sum = T.Zero, rest = T.Zero;
        foreach (var value in x)
        {
            Add(ref sum, ref rest, value);
        }

        return TNumber.Scale(sum + rest, 1.0 / x.Length);
    }

    private T SumOfSquares(T mean)
    {
        T sum = T.Zero, rest = T.Zero;
        foreach (var value in x)
        {
            var difference = value - mean;
            Add(ref sum, ref rest, difference * difference);
        }

        return sum + rest;
    }

    /// <summary>Adds a term to a compensated sum; of complex numbers, part by part.</summary>
    private static void Add(ref T sum, ref T rest, T term)
    {
        var total = sum + term;
        var shadow = total - sum;
        rest += (sum - (total - shadow)) + (term - shadow);
        sum = total;
    }
}
