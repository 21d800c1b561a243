using GradCheck.Cases;
using GradCheck.Comparison;
using GradCheck.Diagnosis;
using GradCheck.Diagnosis.Reports;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;
using GradCheck.Tests.Support;

namespace GradCheck.Tests.Diagnosis;

public class CheckerTests
{
    private static readonly LayerOptions WithRunning = new() { Running = new(Tensor.Of(0.3, -0.2), Tensor.Of(2.0, 0.7)) };

    private static readonly Pass Right = ReferenceOf(new());

    [Fact]
    public void Check_OfPlainCodeOnEveryGoldenCase_FindsNothingWrong()
    {
        foreach (var golden in GoldenCase.All().Where(golden => golden.ToInput() is { StatisticsDependOnX: true, Layer.Id: "batchnorm", X.Shape.Rank: 2 }))
        {
            var input = golden.ToInput();
            var report = Checker.Check(Pass.Of(input), new StudentCode(input).Submission());
            Assert.True(report.Verdict != Verdict.Mismatch, $"{golden}: {string.Join(", ", report.Tensors.Select(tensor => $"{tensor.Tensor} {tensor.Verdict}"))}");
            Assert.All(report.Tensors, tensor => Assert.Empty(tensor.Findings));
            Assert.Null(report.FirstDeparture);
        }
    }

    [Fact]
    public void Check_OfTheReferenceItself_Matches()
    {
        foreach (var golden in GoldenCase.All().Where(golden => golden.LayerId == "batchnorm"))
        {
            var right = Pass.Of(golden.ToInput());
            var report = Checker.Check(right, TensorNames.All.Where(tensor => right[tensor] is not null).ToDictionary(tensor => tensor, tensor => right[tensor]!));
            Assert.NotEqual(Verdict.Mismatch, report.Verdict);
        }
    }

    [Fact]
    public void Check_WhereTheMeanSwampsTheSpread_IsInconclusive()
    {
        var x = new Tensor(new Shape(4, 1), [1e14, 1e14 + 1, 1e14 + 2, 1e14 + 5]);
        var right = Pass.Of(new LayerInput(LayerCatalog.BatchNorm, x, Tensor.Of(1.5), Tensor.Of(0.5), new(new Shape(4, 1), [1, -2, 3, 0.5]), new()));
        var report = Checker.Check(right, new Dictionary<TensorId, Tensor> { [TensorId.Dx] = right[TensorId.Dx]! });
        Assert.Equal(Verdict.Inconclusive, report.Verdict);
        Assert.Empty(report.Tensors[0].Findings);
    }

    [Theory]
    [InlineData("dgamma (1, D)", Comparer.Keepdims)]
    [InlineData("mean (1, D)", Comparer.Keepdims)]
    public void Check_OfKeptAxes_MatchesWithANote(string tensor, string note)
    {
        var id = TensorNames.Find(tensor.Split(' ')[0])!.Value;
        var report = Check(id, new(new Shape(1, 2), Right[id]!.Values.ToArray()));
        Assert.Equal(Verdict.Match, report.Verdict);
        Assert.Equal(note, report.Comparison.Note?.Code);
        Assert.Empty(report.Findings);
    }

    [Fact]
    public void Check_OfWrongShapes_SaysWhatTheyAre()
    {
        var (dx, dgamma) = (Right[TensorId.Dx]!, Right[TensorId.Dgamma]!);
        var unreduced = new Tensor(dx.Shape, [.. Enumerable.Range(0, 10).Select(k => Right[TensorId.Xhat]![k] * Right.Input.Dout[k])]);
        AssertCode("transposed", TensorId.Dx, Transpose(dx));
        AssertCode("transposed", TensorId.Dgamma, new(new Shape(2, 1), dgamma.Values.ToArray()));
        AssertCode("flattened", TensorId.Dx, new(new Shape(10), dx.Values.ToArray()));
        AssertCode("not_reduced", TensorId.Dgamma, unreduced);
        AssertCode("not_reduced", TensorId.Dbeta, Right.Input.Dout);
        AssertCode("reduced_over_features", TensorId.Dbeta, RowSums(Right.Input.Dout));
        AssertCode("reduced_over_features", TensorId.Dgamma, RowSums(unreduced));
        AssertCode("summed_over_everything", TensorId.Dbeta, new(new Shape(), [Right.Input.Dout.Values.ToArray().Sum()]));
        AssertCode("wrong_shape", TensorId.Dbeta, Tensor.Of(1, 2, 3));
    }

    [Fact]
    public void Check_OfAWrongShapeWithWrongValues_NamesBoth()
    {
        var paths = Right.Staged.Paths;
        var dx = new Tensor(paths.Direct.Shape, [.. paths.Direct.Values.ToArray().Zip(paths.Variance!.Values.ToArray(), (direct, variance) => direct + variance)]);
        var found = Check(TensorId.Dx, Transpose(dx)).Findings;
        Assert.Equal(["transposed", "missing_mean_path"], found.Select(finding => finding.Code));
        Assert.Equal("missing_mean_path", Assert.Single(found[0].Together));
    }

    [Fact]
    public void Check_OfANanColumn_SaysWhereAndWhy()
    {
        var dx = Right[TensorId.Dx]!.Values.ToArray();
        for (var k = 1; k < dx.Length; k += 2)
        {
            dx[k] = double.NaN;
        }

        var report = Check(TensorId.Dx, new(new Shape(5, 2), dx));
        var finding = Assert.Single(report.Findings);
        Assert.Equal("not_finite", finding.Code);
        Assert.Equal(
            "5 of 10 entries are not finite, first at [0][1]; they are in column 1. The variance is well above zero there, so no division by it is to blame: look for an array that was never filled, or a division by zero of your own.",
            finding.Explanation);
        Assert.Equal(5, report.Comparison.Metrics!.Mismatched);
        Assert.Equal("0 1", string.Join(' ', report.Comparison.Worst[0].Index));
    }

    [Theory]
    [InlineData("cs231n_momentum", 0.9, 0.1, 1.25)]
    [InlineData("biased_running_variance", 0.1, 0.9, 1)]
    [InlineData("running_not_updated", 1, 0, 1)]
    public void Check_OfRunningVarianceAgainstADeclaredConvention_SaysWhich(string code, double old, double sample, double factor)
    {
        var declared = WithRunning with { MomentumOf = MomentumOf.New, Momentum = 0.9, RunningDdof = 1 };
        var right = ReferenceOf(declared);
        var values = Enumerable.Range(0, 2).Select(g => (old * WithRunning.Running!.Var[g]) + (sample * factor * right[TensorId.Var]![g]));
        var report = Checker.Check(right, new Dictionary<TensorId, Tensor> { [TensorId.RunningVar] = Tensor.Of([.. values]) });
        Assert.Equal(code, report.Tensors[0].Findings[0].Code);
    }

    [Theory]
    [InlineData("pytorch_momentum", 0.1, 0.9, 1)]
    [InlineData("unbiased_running_variance", 0.9, 0.1, 1.25)]
    [InlineData("running_not_updated", 1, 0, 1)]
    [InlineData("running_replaced", 0, 1, 1)]
    public void Check_OfRunningVarianceByAnotherConvention_SaysWhich(string code, double old, double sample, double factor)
    {
        var right = ReferenceOf(WithRunning);
        var values = Enumerable.Range(0, 2).Select(g => (old * WithRunning.Running!.Var[g]) + (sample * factor * right[TensorId.Var]![g]));
        var report = Checker.Check(right, new Dictionary<TensorId, Tensor> { [TensorId.RunningVar] = Tensor.Of([.. values]) });
        Assert.Equal(code, report.Tensors[0].Findings[0].Code);
    }

    [Fact]
    public void Check_OfPytorchsRunningVariance_NamesMomentumAndVariance()
    {
        var right = ReferenceOf(WithRunning);
        var values = Enumerable.Range(0, 2).Select(g => (0.1 * WithRunning.Running!.Var[g]) + (0.9 * 1.25 * right[TensorId.Var]![g]));
        var report = Checker.Check(right, new Dictionary<TensorId, Tensor> { [TensorId.RunningVar] = Tensor.Of([.. values]) });
        Assert.Equal(["pytorch_momentum", "unbiased_running_variance"], report.Tensors[0].Findings.Take(2).Select(finding => finding.Code).Order());
    }

    [Fact]
    public void Check_OfLayerNormalization_SaysThatTheStatisticsAreOverTheOtherAxis()
    {
        var input = CaseGenerator.Make(LayerCatalog.BatchNorm, 3, shape: new(6, 4));
        var turned = new LayerInput(LayerCatalog.BatchNorm, Transpose(input.X), Tensor.Of(1, 1, 1, 1, 1, 1), Tensor.Of(0, 0, 0, 0, 0, 0), Transpose(input.Dout), new());
        var xhat = Transpose(Pass.Of(turned).Xhat);
        var report = Checker.Check(Pass.Of(input), new Dictionary<TensorId, Tensor> { [TensorId.Xhat] = xhat });
        Assert.Equal("statistics_over_features", report.Tensors[0].Findings[0].Code);
    }

    [Fact]
    public void Check_OfAnotherEps_SaysWhichOneFits()
    {
        var keras = Pass.Of(CaseGenerator.Make(LayerCatalog.BatchNorm, 1, CaseProfile.Discriminating, options: new() { Eps = 1e-3 }));
        foreach (var tensor in new[] { TensorId.Xhat, TensorId.Out, TensorId.Dx, TensorId.Dgamma })
        {
            var finding = Check(tensor, keras[tensor]!).Findings[0];
            Assert.Equal("different_eps", finding.Code);
            Assert.Equal("The numbers are right for an eps of 0.001, not for the 1e-05 that was asked for. That is the default of Keras.", finding.Explanation);
        }
    }

    [Fact]
    public void Check_OfFloat32_MatchesUnlessFloat64IsAskedFor()
    {
        var single = new Tensor(new Shape(5, 2), [.. Right[TensorId.Dx]!.Values.ToArray().Select(value => (double)(float)value)]);
        Assert.Equal(Comparer.Float32Precision, Check(TensorId.Dx, single).Comparison.Note?.Code);
        Assert.Equal(Verdict.Match, Check(TensorId.Dx, single).Verdict);
        var strict = Checker.Check(Right, new Dictionary<TensorId, Tensor> { [TensorId.Dx] = single }, new() { Precision = Precision.Full });
        Assert.Equal("float32_precision", Assert.Single(strict.Tensors[0].Findings).Code);
    }

    [Fact]
    public void Check_OfAMistakeInFloat32_IsStillNamed()
    {
        var paths = Right.Staged.Paths;
        var dx = paths.Direct.Values.ToArray().Zip(paths.Variance!.Values.ToArray(), (direct, variance) => (double)(float)(direct + variance));
        Assert.Equal("missing_mean_path", Check(TensorId.Dx, new(new Shape(5, 2), [.. dx])).Findings[0].Code);
    }

    /// <summary>dout ignored gives zeros in dx and dgamma, and the count in dbeta.</summary>
    [Theory]
    [InlineData("the count", 5, 5, "dout_ignored")]
    [InlineData("zeros", 0, 0, "zeros")]
    [InlineData("other numbers", 0.25, -3, "zeros")]
    [InlineData("the count in one place", 5, 0, "zeros")]
    public void Check_OfZerosBesideDbeta_AreThoseOfDoutIgnoredOnlyWhereDbetaIsToo(string dbeta, double first, double second, string code)
    {
        var report = Checker.Check(Right, new Dictionary<TensorId, Tensor>
        {
            [TensorId.Dx] = new(Right.Input.X.Shape, new double[10]),
            [TensorId.Dgamma] = Tensor.Of(0.0, 0.0),
            [TensorId.Dbeta] = Tensor.Of(first, second),
        });

        Assert.All(report.Tensors.Where(tensor => tensor.Tensor != TensorId.Dbeta), tensor => Assert.True(tensor.Findings[0].Code == code, $"{dbeta}: {tensor.Findings[0].Code}"));
    }

    [Fact]
    public void Check_OfZerosBesideARightDbeta_AreNotThoseOfDoutIgnored()
    {
        var report = Checker.Check(Right, new Dictionary<TensorId, Tensor>
        {
            [TensorId.Dx] = new(Right.Input.X.Shape, new double[10]),
            [TensorId.Dgamma] = Tensor.Of(0.0, 0.0),
            [TensorId.Dbeta] = Right[TensorId.Dbeta]!,
        });

        Assert.All(report.Tensors.Where(tensor => tensor.Verdict == Verdict.Mismatch), tensor => Assert.Equal("zeros", tensor.Findings[0].Code));
    }

    [Fact]
    public void Check_OfThreeLostFactors_NamesAllThree()
    {
        var facts = Right.Statistics;
        var dx = Right[TensorId.Dx]!.Values.ToArray().Select((value, k) => value * 5 / Right.Input.Gamma[k % 2] / facts.Istd[k % 2].High);
        var found = Check(TensorId.Dx, new(new Shape(5, 2), [.. dx])).Findings;
        Assert.Equal(["missing_gamma", "missing_inverse_std", "not_divided_by_m"], found.Select(finding => finding.Code));
    }

    [Fact]
    public void Evidence_OfAMissingPath_HasItsCoefficients()
    {
        var paths = Right.Staged.Paths;
        var dx = paths.Direct.Values.ToArray().Zip(paths.Variance!.Values.ToArray(), (direct, variance) => direct + variance);
        var evidence = Check(TensorId.Dx, new(new Shape(5, 2), [.. dx])).Findings[0].Evidence;
        Assert.Equal(2, evidence.Paths.Length);
        Assert.All(evidence.Paths, group => Assert.True(Math.Abs(group.Direct - 1) + Math.Abs(group.Variance - 1) + Math.Abs(group.Mean) < 1e-9));
        Assert.True(evidence.ErrorAgainstPrediction < 1e-9 && evidence.ErrorAgainstRight > 1e-3);
    }

    [Fact]
    public void FirstDeparture_OfAWrongVariance_IsTheVariance()
    {
        var wrong = Right[TensorId.Var]!.Values.ToArray().Select(value => value * 1.25).ToArray();
        var report = Checker.Check(Right, new Dictionary<TensorId, Tensor> { [TensorId.Dx] = Tensor.Full(new(5, 2), 0.3), [TensorId.Var] = Tensor.Of(wrong) });
        Assert.Equal(TensorId.Var, report.FirstDeparture);
        Assert.Equal("unbiased_variance", report.Tensors[0].Findings[0].Code);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 3)]
    [InlineData(3, 1)]
    [InlineData(4, 4)]
    public void Check_OfDegenerateSizes_NeitherThrowsNorInvents(int n, int d)
    {
        var right = Pass.Of(CaseGenerator.Make(LayerCatalog.BatchNorm, 5, shape: new(n, d)));
        var random = new Pcg32(9, 1);
        foreach (var tensor in TensorNames.All.Where(tensor => right[tensor] is not null))
        {
            var report = Checker.Check(right, new Dictionary<TensorId, Tensor> { [tensor] = right[tensor]! });
            Assert.Equal(Verdict.Match, report.Verdict);
            var noise = new Tensor(right[tensor]!.Shape, [.. right[tensor]!.Values.ToArray().Select(_ => random.Normal())]);
            Assert.Equal("unknown", Assert.Single(Checker.Check(right, new Dictionary<TensorId, Tensor> { [tensor] = noise }).Tensors[0].Findings).Code);
        }
    }

    [Fact]
    public void Check_InEvalMode_NamesTheMistakesOfTestTime()
    {
        var right = ReferenceOf(WithRunning with { Mode = Mode.Eval, Eps = 0.01 });
        var input = right.Input;
        Tensor Out(Func<double, double, double> xhat) => new(input.X.Shape, [.. Enumerable.Range(0, 10).Select(k =>
            (input.Gamma[k % 2] * xhat(input.X[k] - WithRunning.Running!.Mean[k % 2], WithRunning.Running.Var[k % 2])) + input.Beta[k % 2])]);
        string CodeOf(Tensor output) => Checker.Check(right, new Dictionary<TensorId, Tensor> { [TensorId.Out] = output }).Tensors[0].Findings[0].Code;
        Assert.Equal("eps_outside_root", CodeOf(Out((centered, variance) => centered / (Math.Sqrt(variance) + 0.01))));
        Assert.Equal("eps_omitted", CodeOf(Out((centered, variance) => centered / Math.Sqrt(variance))));
        Assert.Equal("divided_by_variance", CodeOf(Out((centered, variance) => centered / (variance + 0.01))));
        Assert.Equal("batch_statistics_in_eval", CodeOf(ReferenceOf(new() { Eps = 0.01 })[TensorId.Out]!));
    }

    private static TensorReport Check(TensorId tensor, Tensor submitted) =>
        Assert.Single(Checker.Check(Right, new Dictionary<TensorId, Tensor> { [tensor] = submitted }).Tensors);

    private static void AssertCode(string code, TensorId tensor, Tensor submitted)
    {
        var report = Check(tensor, submitted);
        Assert.Equal(Verdict.Mismatch, report.Verdict);
        Assert.Equal(code, Assert.Single(report.Findings).Code);
    }

    private static Pass ReferenceOf(LayerOptions options) => Pass.Of(CaseGenerator.Make(LayerCatalog.BatchNorm, 1, CaseProfile.Discriminating, options: options));

    private static Tensor RowSums(Tensor matrix) =>
        Tensor.Of([.. Enumerable.Range(0, matrix.Shape[0]).Select(i => Enumerable.Range(0, matrix.Shape[1]).Sum(j => matrix[(i * matrix.Shape[1]) + j]))]);

    private static Tensor Transpose(Tensor matrix) =>
        new(new Shape(matrix.Shape[1], matrix.Shape[0]), [.. Enumerable.Range(0, matrix.Shape.Count).Select(k => matrix[(k % matrix.Shape[0] * matrix.Shape[1]) + (k / matrix.Shape[0])])]);
}
