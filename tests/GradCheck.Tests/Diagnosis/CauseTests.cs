using GradCheck.Cases;
using GradCheck.Diagnosis;
using GradCheck.Diagnosis.Reports;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Tests.Diagnosis;

/// <summary>Causes that are so: what several tensors have in common, whose numbers they are, and what an agreement proves.</summary>
public class CauseTests
{
    private static readonly Pass Right = Pass.Of(CaseGenerator.Make(LayerCatalog.BatchNorm, 1, CaseProfile.Typical, new(4, 3)));

    [Theory]
    [InlineData(1.0 / 12)]
    [InlineData(1.0 / 4)]
    [InlineData(2)]
    [InlineData(-1)]
    [InlineData(0.371)]
    public void AllGradients_TimesOneFactor_HaveOneCause(double factor)
    {
        var report = Check([.. new[] { TensorId.Dx, TensorId.Dgamma, TensorId.Dbeta }.Select(tensor => (tensor, Scaled(Right[tensor]!, factor)))]);
        Assert.All(report.Tensors, tensor => Assert.Equal("common_factor", Assert.Single(tensor.Findings).Code));
        Assert.Null(report.FirstDeparture);
    }

    [Fact]
    public void AFactor_ThatARightTensorLacks_IsNotCommon()
    {
        var report = Check((TensorId.Dx, Scaled(Right[TensorId.Dx]!, 0.25)), (TensorId.Dgamma, Scaled(Right[TensorId.Dgamma]!, 0.25)), (TensorId.Dbeta, Right[TensorId.Dbeta]!));
        Assert.DoesNotContain(report.Tensors, tensor => tensor.Findings.Any(finding => finding.Code == "common_factor"));
    }

    [Theory]
    [InlineData(TensorId.Dgamma, TensorId.Dbeta)]
    [InlineData(TensorId.Dbeta, TensorId.Dgamma)]
    [InlineData(TensorId.Dgamma, TensorId.Dx)]
    [InlineData(TensorId.Dx, TensorId.Dbeta)]
    public void TheNumbersOfAnother_AreNamed(TensorId tensor, TensorId other)
    {
        var report = Check((tensor, Right[other]!), (other, Right[other]!));
        Assert.Equal("another_tensor", report.Tensors.Single(found => found.Tensor == tensor).Findings[0].Code);
    }

    [Fact]
    public void ALayout_UndoneByReshape_IsTransposed()
    {
        var dx = Right[TensorId.Dx]!;
        var turned = Enumerable.Range(0, 12).Select(k => dx[(k % 4 * 3) + (k / 4)]).ToArray();
        Assert.Equal("transposed", Check((TensorId.Dx, new(dx.Shape, turned))).Tensors[0].Findings[0].Code);
    }

    [Fact]
    public void Zeros_ProveNothing()
    {
        // Only the first column is submitted; the rest was never filled in.
        var paths = Right.Staged.Paths;
        var partly = paths.Direct.Values.ToArray().Select((value, k) => k % 3 == 0 ? value : 0).ToArray();
        Assert.DoesNotContain(Check((TensorId.Dx, new(paths.Direct.Shape, partly))).Tensors[0].Findings, finding => finding.Confidence > 0.7);
    }

    [Theory]
    [InlineData(new[] { TensorId.Dgamma, TensorId.Dx }, null)]
    [InlineData(new[] { TensorId.Var, TensorId.Dx }, TensorId.Var)]
    [InlineData(new[] { TensorId.Dbeta, TensorId.Xhat, TensorId.Out }, TensorId.Xhat)]
    [InlineData(new[] { TensorId.Dx }, TensorId.Dx)]
    [InlineData(new[] { TensorId.Dvar, TensorId.Dgamma, TensorId.Dx }, TensorId.Dvar)]
    public void FirstDeparture_SpeaksOfTensorsThatFollow(TensorId[] wrong, TensorId? first)
    {
        var random = new Pcg32(1, 1);
        var report = Check([.. wrong.Select(tensor => (tensor, new Tensor(Right[tensor]!.Shape, [.. Right[tensor]!.Values.ToArray().Select(_ => random.Normal())])))]);
        Assert.Equal(first, report.FirstDeparture);
    }

    [Fact]
    public void OnePassVariance_WhereTheMeanIsLarge_IsNamed()
    {
        var random = new Pcg32(2, 1);
        double[] values = [.. Enumerable.Range(0, 16).Select(_ => 10000 + random.Normal())];
        var x = new Tensor(new Shape(8, 2), values);
        var right = Pass.Of(new LayerInput(LayerCatalog.BatchNorm, x, Tensor.Of(1.5, -0.5), Tensor.Of(0.25, 1), x, new()));
        double[] variance = [.. Enumerable.Range(0, 2).Select(g =>
        {
            var (sum, squares) = (0.0, 0.0);
            for (var i = 0; i < 8; i++)
            {
                (sum, squares) = (sum + x[(i * 2) + g], squares + (x[(i * 2) + g] * x[(i * 2) + g]));
            }

            return (squares / 8) - (sum / 8 * (sum / 8));
        })];
        var output = x.Values.ToArray().Select((value, k) => (right.Input.Gamma[k % 2] * (value - right[TensorId.Mean]![k % 2]) / Math.Sqrt(variance[k % 2] + 1e-5)) + right.Input.Beta[k % 2]).ToArray();
        var report = Checker.Check(right, new Dictionary<TensorId, Tensor> { [TensorId.Var] = Tensor.Of(variance), [TensorId.Out] = new(x.Shape, output) });
        Assert.All(report.Tensors, tensor => Assert.Equal("one_pass_variance", Assert.Single(tensor.Findings).Code));
    }

    [Fact]
    public void AStandardDeviation_OfOneRow_IsNotAnOddEps()
    {
        // std() of the row: unbiased, and without eps.
        var input = new LayerInput(LayerCatalog.LayerNorm, new(new Shape(1, 4), [0, 1.5, 3, 4.5]), Tensor.Of(1.0, 1, 1, 1), Tensor.Of(0.0, 0, 0, 0), new(new Shape(1, 4), [1, 0, -1, 2]), new());
        var std = Math.Sqrt(3.75);
        var report = Checker.Check(Pass.Of(input), new Dictionary<TensorId, Tensor> { [TensorId.Out] = new(new Shape(1, 4), [-2.25 / std, -0.75 / std, 0.75 / std, 2.25 / std]) });
        Assert.Equal(["eps_omitted", "unbiased_variance"], report.Tensors[0].Findings.Take(2).Select(finding => finding.Code).Order());
    }

    private static CheckReport Check(params (TensorId Tensor, Tensor Values)[] submitted) =>
        Checker.Check(Right, submitted.ToDictionary(entry => entry.Tensor, entry => entry.Values));

    private static Tensor Scaled(Tensor tensor, double factor) => new(tensor.Shape, [.. tensor.Values.ToArray().Select(value => factor * value)]);

    [Theory]
    [InlineData("batchnorm", new[] { 3, 2, 5 })]
    [InlineData("spatial_batchnorm", new[] { 2, 4, 5, 3 })]
    [InlineData("instancenorm", new[] { 2, 4, 5, 3 })]
    public void Xhat_OfChannelsThatStandLast_SaysWhatToDeclare(string layer, int[] sizes)
    {
        var random = new Pcg32(3, 1);
        var x = new Tensor(new Shape(sizes), [.. Enumerable.Range(0, new Shape(sizes).Count).Select(_ => random.Normal())]);
        LayerInput On(int channels, LayerOptions options) => new(LayerCatalog.Find(layer)!, x, Tensor.Full(new(channels), 1), Tensor.Full(new(channels), 0), null, options);
        var theirs = Pass.Of(On(sizes[^1], new() { Channels = ChannelOrder.Last })).Xhat;
        var report = Checker.Check(Pass.Of(On(sizes[1], new())), new Dictionary<TensorId, Tensor> { [TensorId.Xhat] = theirs });
        var finding = Assert.Single(Assert.Single(report.Tensors).Findings);
        Assert.Equal("channels_stand_last", finding.Code);
        Assert.Contains("\"channels\": \"last\"", finding.Fix, StringComparison.Ordinal);
    }
}
