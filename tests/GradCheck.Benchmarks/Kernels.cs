using BenchmarkDotNet.Attributes;
using GradCheck.Layers;
using GradCheck.Normalization;

namespace GradCheck.Benchmarks;

/// <summary>What a batch costs, forward and closed-form backward, in two doubles throughout.</summary>
[MemoryDiagnoser]
public class Kernels
{
    private LayerInput input = null!;

    [Params("4x5", "32x16", "128x128", "256x512", "1024x1024")]
    public string Shape { get; set; } = string.Empty;

    [GlobalSetup]
    public void Setup()
    {
        var sizes = Shape.Split('x').Select(int.Parse).ToArray();
        input = Batches.Ordinary(sizes[0], sizes[1]);
    }

    [Benchmark(Baseline = true)]
    public Gradients ForwardAndBackward() => Pass.Of(input).Closed;

    [Benchmark]
    public Pass Forward() => Pass.Of(input);

    [Benchmark]
    public StagedGradients ForwardAndStaged() => Pass.Of(input).Staged;
}
