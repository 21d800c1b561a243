using System.Numerics;
using GradCheck.Normalization;
using GradCheck.Numeric;

namespace GradCheck.SecondOrder;

/// <summary><c>S</c> over the elements of one group, as the first-order formulas have it, with entries off the real line.</summary>
/// <remarks>
/// It is written from the first order alone, <c>dx = istd (g - mean(g) - xhat sum(g xhat) / (m - ddof))</c>, and shares nothing with the
/// closed form of the second, so that it may hold it to account. As in the first order's numeric gradients, sums are
/// compensated and the elements come centred about the group's mean. Where the statistics are constants, elements do not
/// interact, and any of a group's elements may be taken alone.
/// </remarks>
internal sealed class GradientLoss
{
    private readonly double[] v;
    private readonly double[] weightOfDgamma;
    private readonly double[] weightOfDbeta;
    private readonly Complex[] xhat;
    private readonly bool subtractsMean;
    private readonly double eps;
    private readonly double varDivisor;
    private readonly double? constantIstd;

    /// <summary>Gathers elements of a group: all of them, unless the statistics are constants.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="direction">The direction.</param>
    /// <param name="group">The group.</param>
    /// <param name="elements">Their places in row-major order.</param>
    public GradientLoss(Pass pass, SecondOrderDirection direction, int group, int[] elements)
    {
        var input = pass.Input;
        Elements = elements;
        Center = pass.Statistics.Mean[group].High;
        X = Array.ConvertAll(elements, k => new Complex(input.X[k] - Center, 0));
        Gamma = Array.ConvertAll(elements, k => new Complex(input.Gamma[input.Parameters.GroupOf(k)], 0));
        Dout = Array.ConvertAll(elements, k => new Complex(input.Dout[k], 0));
        v = Array.ConvertAll(elements, k => direction.Dx[k]);
        weightOfDgamma = Array.ConvertAll(elements, k => direction.Dgamma[input.Parameters.GroupOf(k)]);
        weightOfDbeta = Array.ConvertAll(elements, k => direction.Dbeta[input.Parameters.GroupOf(k)]);
        xhat = new Complex[elements.Length];
        subtractsMean = input.Layer.SubtractsMean;
        eps = input.Options.Eps;
        varDivisor = input.VarDivisor;
        constantIstd = input.StatisticsDependOnX ? null : pass.Statistics.Istd[group].High;
    }

    /// <summary>The places of the elements in row-major order.</summary>
    public int[] Elements { get; }

    /// <summary>What is taken off every element of <see cref="X"/>.</summary>
    public double Center { get; }

    /// <summary>The elements, less <see cref="Center"/>.</summary>
    public Complex[] X { get; }

    /// <summary>The scale of each element.</summary>
    public Complex[] Gamma { get; }

    /// <summary>The gradient of each output.</summary>
    public Complex[] Dout { get; }

    /// <summary><c>S</c> at the entries as they are now.</summary>
    public Complex Evaluate()
    {
        var istd = Normalize();
        var (meanOfDxhat, projection) = constantIstd is null ? MeansOfDxhat() : default;
        var sum = default(CompensatedSum<Complex>);
        for (var j = 0; j < X.Length; j++)
        {
            var dx = istd * ((Dout[j] * Gamma[j]) - meanOfDxhat - (xhat[j] * projection));
            sum.Add(ComplexLoss.Scale(dx, v[j]));
            sum.Add(Dout[j] * (ComplexLoss.Scale(xhat[j], weightOfDgamma[j]) + weightOfDbeta[j]));
        }

        return sum.Value;
    }

    /// <summary>Sets <c>xhat</c>.</summary>
    /// <returns><c>istd</c>.</returns>
    private Complex Normalize()
    {
        var mean = constantIstd is null && subtractsMean ? MeanOf(X) : Complex.Zero;
        var squares = default(CompensatedSum<Complex>);
        for (var j = 0; j < X.Length; j++)
        {
            xhat[j] = X[j] - mean;
            squares.Add(xhat[j] * xhat[j]);
        }

        var istd = constantIstd ?? Complex.One / ComplexLoss.Root(ComplexLoss.Scale(squares.Value, 1.0 / varDivisor) + eps);
        for (var j = 0; j < X.Length; j++)
        {
            xhat[j] *= istd;
        }

        return istd;
    }

    private (Complex Mean, Complex Projection) MeansOfDxhat()
    {
        CompensatedSum<Complex> sum = default, projection = default;
        for (var j = 0; j < X.Length; j++)
        {
            var dxhat = Dout[j] * Gamma[j];
            sum.Add(dxhat);
            projection.Add(dxhat * xhat[j]);
        }

        var mean = subtractsMean ? ComplexLoss.Scale(sum.Value, 1.0 / X.Length) : Complex.Zero;
        return (mean, ComplexLoss.Scale(projection.Value, 1.0 / varDivisor));
    }

    private static Complex MeanOf(Complex[] values)
    {
        var sum = default(CompensatedSum<Complex>);
        foreach (var value in values)
        {
            sum.Add(value);
        }

        return ComplexLoss.Scale(sum.Value, 1.0 / values.Length);
    }
}
