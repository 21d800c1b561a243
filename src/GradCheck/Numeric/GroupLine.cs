using System.Numerics;
using GradCheck.Normalization;

namespace GradCheck.Numeric;

/// <summary>The loss along one element of <c>x</c>, of which only the element's own group takes part.</summary>
/// <remarks>Groups do not interact: moving an element changes the statistics of its group alone.</remarks>
internal sealed class GroupLine : LossLine
{
    // Roundings of one term of the loss: x - mean, the root (4), the quotient, gamma, beta, dout and the sum; with a
    // margin for terms that grow while the element moves.
    private const double LossRoundings = 16;
    private const double UnitRoundoff = 1.0 / (1L << 53);

    private readonly int[] elements;
    private readonly double[] x;
    private readonly double center;
    private readonly double[] dxhat;
    private readonly double[] xhat;
    private readonly double istd;
    private readonly double lossTerms;
    private readonly double meanOfDxhat;
    private readonly double meanOfProducts;
    private readonly GroupLoss<double, RealLoss> real;
    private readonly GroupLoss<Complex, ComplexLoss> complex;
    private int element;

    /// <summary>Gathers a group.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="group">The group.</param>
    public GroupLine(Pass pass, int group)
    {
        var (input, view) = (pass.Input, pass.Input.Groups);
        elements = new int[view.Size];
        view.ElementsOf(group, elements);
        center = pass.Statistics.Mean[group].High;
        istd = pass.Statistics.Istd[group].High;
        x = Gather(k => input.X[k]);
        xhat = Gather(k => pass.WideXhat[k].High);
        var dout = Gather(k => input.Dout[k]);
        var gamma = Gather(k => input.Gamma[input.Parameters.GroupOf(k)]);
        var beta = Gather(k => input.Beta[input.Parameters.GroupOf(k)]);
        dxhat = Gather(k => input.Dout[k] * input.Gamma[input.Parameters.GroupOf(k)]);
        for (var j = 0; j < elements.Length; j++)
        {
            lossTerms += Math.Abs(dout[j]) * (Math.Abs(gamma[j] * xhat[j]) + Math.Abs(beta[j]));
            meanOfDxhat += Math.Abs(dxhat[j]) / view.Size;
            meanOfProducts += Math.Abs(dxhat[j] * xhat[j]) / input.VarDivisor;
        }

        var centered = Array.ConvertAll(x, value => value - center);
        var (eps, subtractsMean) = (input.Options.Eps, input.Layer.SubtractsMean);
        real = new(centered, gamma, beta, dout, eps, subtractsMean, input.VarDivisor);
        complex = new(Array.ConvertAll(centered, value => new Complex(value, 0)), gamma, beta, dout, eps, subtractsMean, input.VarDivisor);
        Width = 1 / istd;
        Radius = RadiusOf(view.Size, input.VarDivisor, subtractsMean);
    }

    /// <summary>The places of the group's elements in row-major order.</summary>
    public ReadOnlySpan<int> Elements => elements;

    /// <inheritdoc/>
    public override double Origin => x[element];

    /// <inheritdoc/>
    public override double Radius { get; }

    /// <inheritdoc/>
    public override double Width { get; }

    /// <inheritdoc/>
    public override double Terms =>
        istd * (Math.Abs(dxhat[element]) + meanOfDxhat + ((1 + Math.Abs(xhat[element])) * meanOfProducts));

    /// <summary>Turns to another element of the group.</summary>
    /// <param name="place">The element's place in <see cref="Elements"/>.</param>
    public void MoveTo(int place) => element = place;

    /// <inheritdoc/>
    public override double At(double value) => real.At(element, value - center);

    /// <inheritdoc/>
    public override Complex At(Complex value) => complex.At(element, new(value.Real - center, value.Imaginary));

    /// <inheritdoc/>
    public override double RoundingOfLoss(double reach)
    {
        var moved = Terms * (Math.Abs(x[element] - center) + reach);
        return UnitRoundoff * ((LossRoundings * lossTerms) + (4 * moved));
    }

    // var + eps, as the element moves by t, is a quadratic in t without real zeros; the product of its complex zeros is
    // (var + eps) over the coefficient of t^2, (m - 1) / m over what var divides by, or 1 over that where no mean is subtracted.
    private double RadiusOf(int size, int divisor, bool subtractsMean) => subtractsMean
        ? size == 1 ? double.PositiveInfinity : Width * size / Math.Sqrt(size - 1) * Math.Sqrt((double)divisor / size)
        : Width * Math.Sqrt(divisor);

    private double[] Gather(Func<int, double> valueOf) => Array.ConvertAll(elements, k => valueOf(k));
}
