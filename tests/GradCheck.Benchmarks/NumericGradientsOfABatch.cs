using BenchmarkDotNet.Attributes;
using GradCheck.Normalization;
using GradCheck.Numeric;

namespace GradCheck.Benchmarks;

/// <summary>What numeric gradients of every entry cost, by method.</summary>
public class NumericGradientsOfABatch
{
    private Pass forward = null!;

    [Params("4x5", "32x16", "128x128")]
    public string Shape { get; set; } = string.Empty;

    [Params("central", "complex_step", "richardson")]
    public string Method { get; set; } = string.Empty;

    [GlobalSetup]
    public void Setup()
    {
        var sizes = Shape.Split('x').Select(int.Parse).ToArray();
        forward = Pass.Of(Batches.Ordinary(sizes[0], sizes[1]));
    }

    [Benchmark]
    public NumericGradients Differentiate() => GroupGradient.Run(forward, NumericMethod.Find(Method)!);
}
