using CsCheck;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Programs.Judging;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Runs;
using GradCheck.Programs.Subjects;
using GradCheck.Programs.Tests.Support;
using GradCheck.Python.Budgets;
using GradCheck.Tests.Support;

namespace GradCheck.Programs.Tests.Tape;

/// <summary>Reverse mode through a student's normalization layer against the formula of the same layer, which shares no code with it.</summary>
public class ClosedFormTests
{
    public static TheoryData<string> Programs() => [.. ProgramCase.Right.Where(IsNorm).Select(program => program.Program).Distinct()];

    [Theory]
    [MemberData(nameof(Programs))]
    public void Adjoints_ThroughANormalizationLayer_AreTheClosedForm(string file)
    {
        var program = ProgramCase.Right.First(program => program.Program == file);
        var layer = LayerCatalog.Find(program.Layer)!;
        Gens.BatchesOf(layer).Sample(
            input =>
            {
                var subject = NormSubject.Of(new() { Layer = layer.Id, Batch = input });
                var run = ForwardRun.Of(RightProgram.UnderTest(program.Code, subject), subject.Trials[0], new(BudgetLimits.Default), recorded: true);
                var truth = new GradientTruth(run.Session.Tape, [run.Out!], [Snapshot.Of(input.Dout)]);
                var forward = Pass.Of(input);
                var gradients = forward.Closed;
                var scale = ScaleOf(input, forward);
                AssertNear(gradients.Dx.Values, truth.Of(run.Call.Inputs["x"])!, scale);
                AssertNear(gradients.Dgamma.Values, truth.Of(run.Call.Inputs["gamma"])!, scale);
                AssertNear(gradients.Dbeta.Values, truth.Of(run.Call.Inputs["beta"])!, scale);
            },
            iter: 100,
            print: Gens.Print,
            threads: 1);
    }

    private static bool IsNorm(ProgramCase program) => LayerCatalog.Find(program.Layer) is not null;

    /// <summary>What a term of a gradient can be as large as: the program computes in plain doubles, and terms cancel.</summary>
    private static double ScaleOf(LayerInput input, Pass forward)
    {
        var istd = forward.Var.Values.ToArray().Max(variance => 1 / Math.Sqrt(variance + input.Options.Eps));
        var xhat = 1 + forward.Xhat.Values.ToArray().Max(Math.Abs);
        return 1 + (input.X.Shape.Count * 10 * (1 + input.Gamma.Values.ToArray().Max(Math.Abs)) * istd * xhat * xhat * (1 + (istd * 1e-3)));
    }

    private static void AssertNear(ReadOnlySpan<double> right, Snapshot made, double scale)
    {
        Assert.Equal(right.Length, made.Values.Length);
        for (var k = 0; k < right.Length; k++)
        {
            Assert.True(Math.Abs(right[k] - made.Values[k]) <= 1e-12 * scale, $"entry {k}: reverse mode {made.Values[k]:R}, closed form {right[k]:R}, scale {scale:g3}");
        }
    }
}
