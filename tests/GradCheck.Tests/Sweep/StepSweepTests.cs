using System.Globalization;
using GradCheck.Cases;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Sweep;
using GradCheck.Tensors;
using GradCheck.Tests.Support;
using Xunit.Abstractions;

namespace GradCheck.Tests.Sweep;

public class StepSweepTests(ITestOutputHelper output)
{
    private static readonly Pass Typical = Pass.Of(TypicalBatch());

    [Fact]
    public void Steps_AreTheDecadesFrom1e1To1e14() =>
        Assert.Equal(Enumerable.Range(1, 14).Select(power => double.Parse($"1e-{power}", CultureInfo.InvariantCulture)), StepSweep.Steps);

    [Fact]
    public void Central_OnATypicalBatch_IsAVWhoseSidesHaveTheSlopesOfTheory()
    {
        var curve = Curve(Typical, "central");
        Print(curve);

        Assert.InRange(curve.BestStep!.Value, 1e-6, 1e-3);
        Assert.InRange(curve.BestError!.Value, 0, 1e-8);
        Assert.InRange(curve.TruncationSlope!.Value, 1.9, 2.1);
        Assert.InRange(curve.RoundingSlope!.Value, -1.2, -0.8);
        Assert.Equal((2, -1), (curve.Theory.TruncationSlope, curve.Theory.RoundingSlope));
        Assert.InRange(curve.Theory.BestStep!.Value, curve.BestStep.Value / 10, curve.BestStep.Value * 10);
    }

    [Fact]
    public void ComplexStep_OnATypicalBatch_FallsToRoundingAndStaysThere()
    {
        var curve = Curve(Typical, "complex_step");
        Print(curve);

        Assert.Equal(1e-8, curve.BestStep);
        Assert.All(curve.Points.Where(point => point.Step <= 1e-8), point => Assert.InRange(point.Error!.Value, 0, 1e-15));
        Assert.InRange(curve.TruncationSlope!.Value, 1.9, 2.1);
        Assert.InRange(curve.RoundingSlope!.Value, -0.2, 0.2);
        Assert.Equal(0, curve.Theory.RoundingSlope);
    }

    [Fact]
    public void Richardson_OnATypicalBatch_IsBestFromALargeStep()
    {
        var (curve, central) = (Curve(Typical, "richardson"), Curve(Typical, "central"));
        Print(curve);

        Assert.True(curve.BestStep > central.BestStep && curve.BestError < central.BestError / 10);
        Assert.InRange(curve.RoundingSlope!.Value, -1.2, -0.8);
        Assert.Null(curve.Theory.TruncationSlope);
    }

    [Theory]
    [InlineData("batchnorm-32x16")]
    [InlineData("spatial-batchnorm-2x3x4x5")]
    [InlineData("layernorm-4x6")]
    [InlineData("groupnorm-2x6x3x3-g2")]
    [InlineData("instancenorm-2x3x4x5")]
    [InlineData("rmsnorm-4x6")]
    public void Central_OfEveryLayer_IsAV(string name)
    {
        var curve = Curve(Pass.Of(GoldenCase.Read($"golden/{name}.json").ToInput()), "central");
        output.WriteLine($"{name}: best step {curve.BestStep:g3} (theory {curve.Theory.BestStep:g3}), error {curve.BestError:g3}, slopes {curve.TruncationSlope} and {curve.RoundingSlope}");

        Assert.InRange(curve.BestStep!.Value, 1e-6, 1e-3);
        Assert.InRange(curve.BestError!.Value, 0, 1e-8);
        Assert.InRange(curve.TruncationSlope!.Value, 1.8, 2.2);
        Assert.InRange(curve.RoundingSlope!.Value, -1.2, -0.8);
    }

    [Fact]
    public void Sweep_InEval_HasNoTruncation()
    {
        var input = TypicalBatch();
        var eval = new LayerInput(input.Layer, input.X, input.Gamma, input.Beta, input.Dout, new() { Mode = Mode.Eval, Running = new(Typical.Mean, Typical.Var) });
        var curve = Curve(Pass.Of(eval), "central");

        Assert.Equal((null, -1, (double?)null), (curve.Theory.TruncationSlope, curve.Theory.RoundingSlope, curve.Theory.BestStep));
        Assert.InRange(curve.BestStep!.Value, 1e-2, 1e-1);
        Assert.Null(curve.TruncationSlope);
    }

    [Fact]
    public void Sweep_WhereStepsVanish_CountsAndLeavesThemOut()
    {
        var shape = new Shape(3, 1);
        var input = new LayerInput(LayerCatalog.BatchNorm, new(shape, [1, 1e4, 3e8]), Tensor.Of(1), Tensor.Of(0), new(shape, [1, 0, 2]), new());
        var points = Curve(Pass.Of(input), "central").Points;

        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2], points.Select(point => point.Vanished).Order());
        Assert.All(points, point => Assert.NotNull(point.Error));
    }

    [Fact]
    public void Sweep_WhereEveryStepVanishes_HasNoBestStep()
    {
        var shape = new Shape(2, 1);
        var input = new LayerInput(LayerCatalog.BatchNorm, new(shape, [1e20, 2e20]), Tensor.Of(1), Tensor.Of(0), new(shape, [1, 0]), new());
        var curve = Curve(Pass.Of(input), "central");

        Assert.All(curve.Points, point => Assert.Equal((null, 2), (point.Error, point.Vanished)));
        Assert.Equal((null, null, null, null), (curve.BestStep, curve.BestError, curve.TruncationSlope, curve.RoundingSlope));
    }

    [Fact]
    public void Sweep_OfAZeroGradient_HasNoError()
    {
        var input = TypicalBatch().With(dout: Tensor.Full(new(8, 5), 0));
        Assert.All(StepSweep.Run(Pass.Of(input)).SelectMany(curve => curve.Points), point => Assert.Equal(0, point.Error));
    }

    [Fact]
    public void Sweep_Cancelled_Throws() =>
        Assert.Throws<OperationCanceledException>(() => StepSweep.Run(Typical, new(canceled: true)));

    [Fact]
    public void WorkOf_TheSweep_IsThatOfEveryMethodAtEveryStep() =>
        Assert.Equal(14 * (4 + 2 + 12) * 40 * (8 + 2), StepSweep.WorkOf(Typical.Input));

    private static SweepCurve Curve(Pass forward, string id) => StepSweep.Run(forward).Single(curve => curve.Method.Id == id);

    private static LayerInput TypicalBatch() => CaseGenerator.Make(LayerCatalog.BatchNorm, 231, CaseProfile.Typical, new(8, 5));

    private void Print(SweepCurve curve)
    {
        output.WriteLine($"{curve.Method.Id}: best step {curve.BestStep:g3} (theory {curve.Theory.BestStep:g3}), error {curve.BestError:g3}, slopes {curve.TruncationSlope} and {curve.RoundingSlope}");
        foreach (var point in curve.Points)
        {
            output.WriteLine($"{point.Step:e0} {point.Error:g3} {point.Vanished}");
        }
    }
}
