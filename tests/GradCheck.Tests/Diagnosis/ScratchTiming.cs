using System.Diagnostics;
using GradCheck.Cases;
using GradCheck.Comparison;
using GradCheck.Diagnosis;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;
using Xunit.Abstractions;
namespace GradCheck.Tests.Diagnosis;
public class ScratchTiming(ITestOutputHelper output)
{
    [Fact]
    public void Time()
    {
        var input = CaseGenerator.Make(LayerCatalog.BatchNorm, 1, CaseProfile.Discriminating, new(128, 128));
        var right = Reference.Of(input);
        var sub = new Dictionary<TensorId, Tensor> { [TensorId.Dx] = right[TensorId.Dx]!, [TensorId.Dgamma] = right[TensorId.Dgamma]!, [TensorId.Dbeta] = right[TensorId.Dbeta]! };
        var all = TensorNames.All.Where(t => right[t] is not null).ToDictionary(t => t, t => right[t]!);
        var rnd = new Pcg32(1, 1);
        var noise = new Dictionary<TensorId, Tensor> { [TensorId.Dx] = new(new Shape(128, 128), [.. Enumerable.Range(0, 128 * 128).Select(_ => rnd.Normal())]) };
        var meanPath = new Dictionary<TensorId, Tensor> { [TensorId.Dx] = new(new Shape(128, 128), [.. Enumerable.Range(0, 128 * 128).Select(k => right.Staged.Paths.Direct[k] + right.Staged.Paths.Variance![k])]) };
        void T(string name, Action a, int reps)
        {
            for (var i = 0; i < 5; i++) { a(); }
            var times = new List<double>();
            for (var i = 0; i < reps; i++) { var w = Stopwatch.StartNew(); a(); times.Add(w.Elapsed.TotalMilliseconds); }
            times.Sort();
            output.WriteLine($"{name}: median {times[times.Count / 2]:f2} ms min {times[0]:f2}");
        }
        T("forward+closed", () => ClosedFormBackward.Run(ForwardPass.Run(input)), 60);
        T("forward", () => ForwardPass.Run(input), 60);
        T("staged", () => StagedBackward.Run(right.Forward), 60);
        T("reference", () => Reference.Of(input), 60);
        T("review", () => InputReview.Of(right, Tolerance.Default), 60);
        T("check right 3", () => Checker.Check(ForwardPass.Run(input), sub), 60);
        T("check right all", () => Checker.Check(ForwardPass.Run(input), all), 60);
        T("check missing mean", () => Checker.Check(ForwardPass.Run(input), meanPath), 30);
        T("check noise", () => Checker.Check(ForwardPass.Run(input), noise), 10);
    }
}
