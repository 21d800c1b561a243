using CsCheck;
using GradCheck.Comparison;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Numeric;
using GradCheck.Tensors;
using GradCheck.Tests.Support;

namespace GradCheck.Tests.Numeric;

public class NumericProperties
{
    [Fact]
    public void Numeric_ByAnyMethodAndStep_IsWithinItsBoundOfTheClosedForm() =>
        Gen.Select(Gens.BatchesOf(1, 9), Gen.OneOf(NumericMethod.All.Select(Gen.Const).ToArray()), Gen.Double[-9, -1]).Sample(
            (input, method, exponent) =>
            {
                var forward = Pass.Of(input);
                var closed = forward.Closed;
                foreach (var step in new double?[] { null, Math.Exp(exponent * Math.Log(10)) })
                {
                    var numeric = GroupGradient.Run(forward, method, step);
                    if (!(Holds(numeric.Dx, closed.Dx) && Holds(numeric.Dgamma, closed.Dgamma) && Holds(numeric.Dbeta, closed.Dbeta)))
                    {
                        return false;
                    }
                }

                return true;
            },
            print: sample => $"{sample.Item2.Id} 1e{sample.Item3} {Gens.Print(sample.Item1)}");

    [Theory]
    [InlineData("central")]
    [InlineData("richardson")]
    public void Numeric_GroupByGroup_EqualsTheWholePassWithinBothBounds(string id) =>
        Gens.BatchesOf(2, 6).Sample(
            input =>
            {
                var (forward, method) = (Pass.Of(input), NumericMethod.Find(id)!);
                var (grouped, whole) = (GroupGradient.Run(forward, method), WholePassGradient.Run(forward, method));
                return Agree(grouped.Dx, whole.Dx) && Agree(grouped.Dgamma, whole.Dgamma) && Agree(grouped.Dbeta, whole.Dbeta);
            },
            iter: 30,
            print: Gens.Print);

    [Fact]
    public void ComplexStep_OnAnyBatch_AgreesWithTheClosedFormTo1e12OfTheLargestPath() =>
        Gens.Batches.Sample(
            input =>
            {
                var forward = Pass.Of(input);
                var closed = forward.Closed;
                var numeric = GroupGradient.Run(forward, NumericMethod.Find("complex_step")!);
                var largest = forward.ScaleOf(TensorId.Dx).Largest;
                return Enumerable.Range(0, closed.Dx.Shape.Count).All(k => Math.Abs(numeric.Dx.Value[k] - closed.Dx[k]) <= 1e-12 * largest);
            },
            print: Gens.Print);

    [Fact]
    public void Comparison_OfAWrongGradient_IsAMismatchWhereTheBoundCanTell() =>
        Gens.BatchesOf(3, 9).Where(input => input.Dout.Values.IndexOfAnyExcept(0) >= 0).Sample(
            input =>
            {
                var forward = Pass.Of(input);
                var scale = forward.ScaleOf(TensorId.Dx);
                var numeric = GroupGradient.Run(forward, NumericMethod.Default);
                var wrong = forward.Closed.Dx;
                wrong = wrong.With(0, wrong[0] + (0.01 * scale.Largest));
                var comparison = NumericComparison.Of(wrong, numeric.Dx, scale, Tolerance.Default);
                return scale.Largest == 0 || (numeric.Dx.ErrorBound[0] < 0.004 * scale.Largest
                    ? comparison.Verdict == Verdict.Mismatch && comparison.Metrics.Mismatched == 1
                    : comparison.Verdict != Verdict.Match);
            },
            print: Gens.Print);

    [Fact]
    public void Central_WhereTheStepVanishes_HasAnInfiniteBound()
    {
        var shape = new Shape(3, 1);
        var input = new LayerInput(LayerCatalog.BatchNorm, new(shape, [1e12, 2e12, 4e12]), Tensor.Of(1), Tensor.Of(0), new(shape, [1, 0, 2]), new());
        var numeric = GroupGradient.Run(Pass.Of(input), NumericMethod.Default);

        Assert.All(numeric.Dx.ErrorBound.Values.ToArray(), bound => Assert.Equal(double.PositiveInfinity, bound));
        Assert.All(numeric.Dx.Value.Values.ToArray(), value => Assert.Equal(double.NaN, value));
    }

    [Fact]
    public void Central_OnALargeOffset_StaysWithinItsBoundAndUseful()
    {
        var shape = new Shape(4, 1);
        var input = new LayerInput(LayerCatalog.BatchNorm, new(shape, [1e8, 1e8 + 1, 1e8 + 3, 1e8 + 7]), Tensor.Of(1), Tensor.Of(0), new(shape, [1, 0, 2, -1]), new());
        var forward = Pass.Of(input);
        var (numeric, closed) = (GroupGradient.Run(forward, NumericMethod.Default), forward.Closed);

        Assert.True(Holds(numeric.Dx, closed.Dx));
        Assert.All(numeric.Dx.ErrorBound.Values.ToArray(), bound => Assert.True(bound < 1e-8));
    }

    [Fact]
    public void Central_OfAGammaBesideALargeStillTerm_IsWithinItsBound()
    {
        // One xhat is 0: its term does not move, but it sets the size at which the sum is rounded.
        var shape = new Shape(3, 1);
        var input = new LayerInput(LayerCatalog.BatchNorm, new(shape, [-1e-3, 0, 1e-3]), Tensor.Of(0), Tensor.Of(9.7), new(shape, [1e-3, 9.3, 3e-3]), new() { Eps = 1e-2 });
        var forward = Pass.Of(input);

        for (var exponent = -9.0; exponent < -1; exponent += 0.01)
        {
            var numeric = GroupGradient.Run(forward, NumericMethod.Default, Math.Exp(exponent * Math.Log(10)));
            Assert.True(Holds(numeric.Dgamma, forward.Closed.Dgamma));
        }
    }

    [Fact]
    public void Run_Cancelled_Throws()
    {
        var forward = Pass.Of(Gens.BatchesOf(3, 3).Single());
        Assert.Throws<OperationCanceledException>(() => GroupGradient.Run(forward, NumericMethod.Default, null, new(canceled: true)));
    }

    private static bool Holds(NumericTensor numeric, Tensor truth) =>
        Enumerable.Range(0, truth.Shape.Count).All(k =>
            double.IsPositiveInfinity(numeric.ErrorBound[k]) || Math.Abs(numeric.Value[k] - truth[k]) <= numeric.ErrorBound[k]);

    private static bool Agree(NumericTensor a, NumericTensor b) =>
        Enumerable.Range(0, a.Value.Shape.Count).All(k => !(Math.Abs(a.Value[k] - b.Value[k]) > a.ErrorBound[k] + b.ErrorBound[k]));
}
