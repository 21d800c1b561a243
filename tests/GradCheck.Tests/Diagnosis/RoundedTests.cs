using System.Globalization;
using GradCheck.Cases;
using GradCheck.Comparison;
using GradCheck.Diagnosis;
using GradCheck.Diagnosis.Reports;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;
using GradCheck.Tests.Support;

namespace GradCheck.Tests.Diagnosis;

/// <summary>Numbers that were printed and pasted, or kept in a short format: judged and explained at their own precision.</summary>
public class RoundedTests
{
    private static readonly Func<double, double>[] Printers =
        [value => Math.Round(value, 4), value => Math.Round(value, 6), value => Math.Round(value, 8), value => Significant(value, 4), value => Significant(value, 6)];

    [Fact]
    public void RightTensors_Printed_MatchAndSaySo()
    {
        foreach (var (input, printer) in Inputs().SelectMany(input => Printers.Select(printer => (input, printer))))
        {
            var report = Check(input, [], printer);
            Assert.All(report.Tensors, tensor => Assert.NotEqual(Verdict.Mismatch, tensor.Verdict));
            Assert.Equal(Comparer.Rounded, report.Tensors.Single(tensor => tensor.Tensor == TensorId.Dx).Comparison.Note?.Code);
        }
    }

    [Theory]
    [InlineData("missing_mean_path")]
    [InlineData("missing_variance_path")]
    [InlineData("statistics_treated_as_constants")]
    [InlineData("missing_gamma")]
    [InlineData("sign_flipped")]
    [InlineData("variance_path_sign")]
    [InlineData("not_divided_by_m")]
    public void WrongDx_Printed_IsStillExplained(string code)
    {
        foreach (var (input, printer) in Inputs().SelectMany(input => Printers.Select(printer => (input, printer))))
        {
            var dx = Check(input, [code], printer).Tensors.Single(tensor => tensor.Tensor == TensorId.Dx);
            Assert.Equal(Verdict.Mismatch, dx.Verdict);
            Assert.Equal(code, dx.Findings[0].Code);
        }
    }

    [Fact]
    public void RightTensors_Printed_AreRefusedWhereMoreIsAskedFor()
    {
        var input = Inputs().First();
        foreach (var options in new[] { new CheckOptions { Precision = Precision.Full }, new CheckOptions { Tolerance = new(1e-8, null) } })
        {
            var dx = Check(input, [], Printers[0], options).Tensors.Single(tensor => tensor.Tensor == TensorId.Dx);
            Assert.Equal(Verdict.Mismatch, dx.Verdict);
            Assert.Equal("rounded", Assert.Single(dx.Findings).Code);
        }
    }

    [Fact]
    public void OneWrongDigit_IsAMismatch()
    {
        var input = Inputs().First();
        var dx = Pass.Of(input)[TensorId.Dx]!.Values.ToArray().Select(Printers[0]).ToArray();
        dx[2] += 1e-4;
        dx[2] = Math.Round(dx[2], 4);
        Assert.Equal(Verdict.Mismatch, Check(input, TensorId.Dx, dx).Verdict);
    }

    [Fact]
    public void PrintedNumbers_ThatAreJustWhatAMistakeGives_AreInconclusive()
    {
        // Without eps xhat is -1 and 1, and out what it says; with it 1.37499.
        var input = new LayerInput(LayerCatalog.BatchNorm, new(new Shape(2, 1), [-1, 1]), Tensor.Of(1.375), Tensor.Of(0.25), new(new Shape(2, 1), [1, 2]), new());
        Assert.Equal(Verdict.Inconclusive, Check(input, TensorId.Out, [-1.125, 1.625]).Verdict);
    }

    [Theory]
    [InlineData("float16")]
    [InlineData("bfloat16")]
    public void RightDx_InAShortFormat_Matches(string format)
    {
        foreach (var input in Inputs())
        {
            var report = Check(input, [], value => Short(value, format)).Tensors.Single(tensor => tensor.Tensor == TensorId.Dx);
            Assert.Equal((Verdict.Match, Comparer.HalfPrecision), (report.Verdict, report.Comparison.Note?.Code));
            var wrong = Check(input, ["missing_mean_path"], value => Short(value, format)).Tensors.Single(tensor => tensor.Tensor == TensorId.Dx);
            Assert.Equal((Verdict.Mismatch, "missing_mean_path"), (wrong.Verdict, wrong.Findings[0].Code));
        }
    }

    [Fact]
    public void WhatFloat32LeavesOfZero_IsNoMistake()
    {
        var input = new LayerInput(LayerCatalog.LayerNorm, new(new Shape(1, 2), [-1.2513, -1.2411]), Tensor.Of(1.0, 1), Tensor.Of(0.0, 0), Tensor.Full(new(1, 2), 1), new());
        var report = Check(input, TensorId.Dx, [0.00048, -0.00048]);
        Assert.Equal((Verdict.Match, Comparer.Float32Precision), (report.Verdict, report.Comparison.Note?.Code));
        Assert.Equal(Verdict.Mismatch, Check(input, TensorId.Dx, [48, -48]).Verdict);
    }

    [Fact]
    public void Tolerance_ThatIsAskedFor_ExplainsToo()
    {
        var input = Inputs().First();
        var noise = new Pcg32(5, 1);
        var dx = Check(input, ["missing_mean_path"], value => value * (1 + (1e-5 * noise.Normal())), new() { Tolerance = new(1e-3, 1e-3) }).Tensors.Single(tensor => tensor.Tensor == TensorId.Dx);
        Assert.Equal("missing_mean_path", dx.Findings[0].Code);
    }

    [Fact]
    public void RandomTensors_Printed_AreUnknown()
    {
        var random = new Pcg32(3, 1);
        foreach (var (input, printer) in Inputs().SelectMany(input => Printers.Select(printer => (input, printer))))
        {
            var right = new StudentCode(input).Submission();

            // Noise, and the right numbers shuffled and scaled.
            var noise = right.ToDictionary(entry => entry.Key, entry => new Tensor(entry.Value.Shape, [.. entry.Value.Values.ToArray().Select(_ => printer(random.Normal()))]));
            Assert.All(Checker.Check(Pass.Of(input), noise).Tensors, tensor => Assert.Equal("unknown", Assert.Single(tensor.Findings).Code));
            var shuffled = right[TensorId.Dx].Values.ToArray().Select(value => printer(value * (1 + random.Uniform(0, 1)))).Reverse().ToArray();
            Assert.Equal("unknown", Assert.Single(Check(input, TensorId.Dx, shuffled).Findings).Code);
        }
    }

    [Fact]
    public void FewPrintedNumbers_OfRightCode_AreNeverAMismatch()
    {
        // One digit of a tiny number, digits that stop at the point, and zeros beside numbers of four decimals.
        var input = new LayerInput(
            LayerCatalog.BatchNorm, new(new Shape(3, 1), [1.25, -3.5, 4.125]), Tensor.Of(1.5), Tensor.Of(0.25), new(new Shape(3, 1), [0.00104, -0.00052, 0.001132]), new());
        var right = Pass.Of(input);
        Assert.Equal(Verdict.Inconclusive, Check(input, TensorId.Dbeta, [Math.Round(right[TensorId.Dbeta]![0], 4)]).Verdict);
        Assert.Equal(Verdict.Mismatch, Check(input, TensorId.Dbeta, [Math.Round(right[TensorId.Dbeta]![0], 4) + 0.0001]).Verdict);
        var beside = Checker.Check(Pass.Of(input), new Dictionary<TensorId, Tensor>
        {
            [TensorId.Xhat] = new(new Shape(3, 1), [.. right[TensorId.Xhat]!.Values.ToArray().Select(value => Math.Round(value, 4))]),
            [TensorId.Dvar] = Tensor.Of(Math.Round(right[TensorId.Dvar]![0], 4)),
        });
        Assert.Equal([Verdict.Inconclusive, Verdict.Match], beside.Tensors.Select(tensor => tensor.Verdict).OrderDescending());
        var large = new LayerInput(LayerCatalog.BatchNorm, new(new Shape(3, 2), [100, 900, -2345, 3210, 1, 77]), Tensor.Of(1.0, 1), Tensor.Of(0.0, 0), null, new());
        var variance = Pass.Of(large)[TensorId.Var]!;
        Assert.Equal(Verdict.Inconclusive, Check(large, TensorId.Var, [Math.Round(variance[0]), Math.Round(variance[1])]).Verdict);
    }

    [Fact]
    public void SmallWholeNumbers_AreNoRoundedOnes()
    {
        var input = Inputs().First();
        var dx = Pass.Of(input)[TensorId.Dx]!.Values.ToArray().Select(value => Math.Round(value)).ToArray();
        Assert.Equal(Verdict.Mismatch, Check(input, TensorId.Dx, dx).Verdict);
    }

    [Theory]
    [InlineData("float16")]
    [InlineData("bfloat16")]
    public void TwoNumbers_InAShortFormat_Match(string format)
    {
        foreach (var input in Inputs())
        {
            var two = new LayerInput(
                LayerCatalog.BatchNorm, new(new Shape(input.X.Shape[0], 2), [.. Enumerable.Range(0, 2 * input.X.Shape[0]).Select(k => input.X[k])]),
                Tensor.Of(1.0, 1), Tensor.Of(0.0, 0), new(new Shape(input.X.Shape[0], 2), [.. Enumerable.Range(0, 2 * input.X.Shape[0]).Select(k => input.Dout[k])]), new());
            var dgamma = Pass.Of(two)[TensorId.Dgamma]!.Values.ToArray();
            Assert.NotEqual(Verdict.Mismatch, Check(two, TensorId.Dgamma, [.. dgamma.Select(value => Short(value, format))]).Verdict);
            Assert.Equal(Verdict.Mismatch, Check(two, TensorId.Dgamma, [.. dgamma.Select(value => Short(1.1 * value, format))]).Verdict);
        }
    }

    [Fact]
    public void PrintedXhat_WithoutEps_IsNotRightByTheRoundingOfFloat32()
    {
        // Off by three in the sixth digit, as float32 may be; without eps to the last of eight.
        var input = new LayerInput(LayerCatalog.BatchNorm, new(new Shape(5, 2), [1, 2, 4, 1, 0, 7, 3, 3, 2, 5]), Tensor.Of(1.0, 1), Tensor.Of(0.0, 0), null, new() { Eps = 1e-5 });
        var without = Pass.Of(new LayerInput(LayerCatalog.BatchNorm, input.X, input.Gamma, input.Beta, null, new() { Eps = 0 }))[TensorId.Xhat]!;
        var report = Check(input, TensorId.Xhat, [.. without.Values.ToArray().Select(value => Math.Round(value, 8))]);
        Assert.Equal((Verdict.Mismatch, "eps_omitted"), (report.Verdict, report.Findings.FirstOrDefault()?.Code));
    }

    private static TensorReport Check(LayerInput input, TensorId tensor, double[] values) => Assert.Single(
        Checker.Check(Pass.Of(input), new Dictionary<TensorId, Tensor> { [tensor] = new(Pass.Of(input)[tensor]!.Shape, values) }).Tensors);

    private static CheckReport Check(LayerInput input, string[] mistakes, Func<double, double> printer, CheckOptions? options = null) => Checker.Check(
        Pass.Of(input),
        new StudentCode(input, mistakes).Submission().ToDictionary(entry => entry.Key, entry => new Tensor(entry.Value.Shape, [.. entry.Value.Values.ToArray().Select(printer)])),
        options);

    private static double Significant(double value, int digits) => double.Parse(value.ToString($"g{digits}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static double Short(double value, string format) => format == "float16"
        ? (double)(Half)value
        : BitConverter.Int32BitsToSingle((BitConverter.SingleToInt32Bits((float)value) + 0x8000) & unchecked((int)0xFFFF0000));

    private static IEnumerable<LayerInput> Inputs()
    {
        for (ulong seed = 1; seed <= 6; seed++)
        {
            yield return CaseGenerator.Make(LayerCatalog.BatchNorm, seed, CaseProfile.Typical, new(5 + (int)seed, 3));
        }
    }
}
