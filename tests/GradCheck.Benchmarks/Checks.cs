using BenchmarkDotNet.Attributes;
using GradCheck.Cases;
using GradCheck.Diagnosis;
using GradCheck.Diagnosis.Reports;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Benchmarks;

/// <summary>What a check costs beside the gradients of the same batch: right, with a known mistake, and unexplained.</summary>
public class Checks
{
    private LayerInput input = null!;
    private Pass forward = null!;
    private Dictionary<TensorId, Tensor> right = null!;
    private Dictionary<TensorId, Tensor> mistaken = null!;
    private Dictionary<TensorId, Tensor> unexplained = null!;

    [Params("128x128")]
    public string Shape { get; set; } = string.Empty;

    [GlobalSetup]
    public void Setup()
    {
        var sizes = Shape.Split('x').Select(int.Parse).ToArray();
        input = CaseGenerator.Make(LayerCatalog.BatchNorm, 1, CaseProfile.Typical, new Shape(sizes));
        forward = Pass.Of(input);
        var gradients = forward.Closed;
        var paths = forward.Staged.Paths;
        var random = new Pcg32(7, 1);
        right = new() { [TensorId.Dx] = gradients.Dx, [TensorId.Dgamma] = gradients.Dgamma, [TensorId.Dbeta] = gradients.Dbeta };
        mistaken = new(right) { [TensorId.Dx] = Map(k => paths.Direct[k] + paths.Variance![k]) };
        unexplained = new(right) { [TensorId.Dx] = Map(_ => random.Normal()) };

        Tensor Map(Func<int, double> value) => new(input.X.Shape, [.. Enumerable.Range(0, input.X.Shape.Count).Select(value)]);
    }

    [Benchmark(Baseline = true)]
    public Gradients Gradients() => Pass.Of(input).Closed;

    [Benchmark]
    public CheckReport CheckARightSubmission() => Checker.Check(Pass.Of(input), right);

    [Benchmark]
    public CheckReport CheckAMistake() => Checker.Check(Pass.Of(input), mistaken);

    [Benchmark]
    public CheckReport CheckAnUnexplainedDx() => Checker.Check(Pass.Of(input), unexplained);
}
