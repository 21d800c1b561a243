using CsCheck;
using GradCheck.Layers;
using GradCheck.Tensors;

namespace GradCheck.Tests.Support;

/// <summary>Inputs for properties.</summary>
public static class Gens
{
    /// <summary>Numbers of ordinary size, of either sign.</summary>
    public static readonly Gen<double> Ordinary = Gen.Double[-10, 10];

    /// <summary>Batches of ordinary numbers; the last tensors vary in every entry.</summary>
    public static readonly Gen<LayerInput> Batches = BatchesOf(2, 12);

    public static Gen<LayerInput> BatchesOf(int fewestRows, int mostRows) =>
        Gen.Select(Gen.Int[fewestRows, mostRows], Gen.Int[1, 6]).SelectMany((n, d) => Gen.Select(
            Matrix(n, d), Vector(d), Vector(d), Matrix(n, d), Gen.Double[1e-6, 1e-2],
            (x, gamma, beta, dout, eps) => new LayerInput(LayerCatalog.BatchNorm, x, gamma, beta, dout, new() { Eps = eps })));

    public static Gen<Tensor> Matrix(int n, int d) => Ordinary.Array[n * d].Select(values => new Tensor(new Shape(n, d), values));

    public static Gen<Tensor> Vector(int d) => Ordinary.Array[d].Select(values => new Tensor(values));

    /// <summary>A batch in words, to replay it by.</summary>
    public static string Print(LayerInput input) =>
        $"x {input.X.Shape} {Print(input.X)} gamma {Print(input.Gamma)} beta {Print(input.Beta)} dout {Print(input.Dout)} eps {input.Options.Eps:R}";

    private static string Print(Tensor tensor) => $"[{string.Join(", ", tensor.Values.ToArray().Select(value => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)))}]";
}
