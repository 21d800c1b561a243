using GradCheck.Comparison;
using GradCheck.Programs.Tests.Support;

namespace GradCheck.Programs.Tests;

/// <summary>A backward pass is held against the program's own forward pass and, apart from that, against the layer.</summary>
public class OwnForwardTests
{
    [Fact]
    public void Check_ARightBackwardOfAWrongForward_IsToldApart()
    {
        // eps stands outside the root here, and the backward pass differentiates just that.
        var report = RightProgram.CheckStaged(("sqrtvar = np.sqrt(var + eps)", "sqrtvar = np.sqrt(var) + eps"), ("dvar = 0.5 / np.sqrt(var + eps) * dsqrtvar", "dvar = 0.5 / np.sqrt(var) * dsqrtvar"));

        Assert.Equal(Verdict.Mismatch, report.Verdict);
        Assert.Equal(Verdict.Mismatch, report.Forward.Verdict);
        Assert.Equal(("batchnorm_forward", "eps_outside_root"), (report.FirstWrongLine!.Function, report.FirstWrongLine.Finding.Code));
        Assert.Equal(["eps_outside_root"], report.Forward.Findings.Select(finding => finding.Code));
        var dx = report.Backward[0];
        Assert.Equal((Verdict.Match, (Verdict?)Verdict.Mismatch), (dx.Verdict, dx.LayerVerdict));
        Assert.True(dx.LayerError > 1e-3);
        Assert.True(dx.Error < 1e-7);
        Assert.Equal((Verdict.Match, (Verdict?)Verdict.Match), (report.Backward[2].Verdict, report.Backward[2].LayerVerdict));
    }

    [Fact]
    public void Check_AForwardWithoutGammaAndItsOwnBackward_IsToldApart()
    {
        var report = RightProgram.Check("batchnorm", RightProgram.Code("batchnorm_paper", ("out = gamma * x_hat + beta", "out = x_hat + beta"), ("dx_hat = dout * gamma", "dx_hat = dout"), ("dgamma = (dout * x_hat).sum(axis=0)", "dgamma = np.zeros_like(gamma)")));

        Assert.Equal(("batchnorm_forward", 9), (report.FirstWrongLine!.Function, report.FirstWrongLine.Line));
        Assert.All(report.Backward, gradient => Assert.Equal(Verdict.Match, gradient.Verdict));
        Assert.Equal([Verdict.Mismatch, Verdict.Mismatch, Verdict.Match], report.Backward.Select(gradient => gradient.LayerVerdict!.Value));
    }

    [Fact]
    public void Check_AWrongForwardAndAWrongBackward_BlamesBothInTheOrderOfTheRun()
    {
        var report = RightProgram.CheckStaged(("var = 1.0 / N * np.sum(sq, axis=0)", "var = 1.0 / (N - 1) * np.sum(sq, axis=0)"), ("dxhat = dout * gamma", "dxhat = dout"));

        Assert.Equal(("batchnorm_forward", 16, "unbiased_variance"), (report.FirstWrongLine!.Function, report.FirstWrongLine.Line, report.FirstWrongLine.Finding.Code));
        Assert.Equal([("batchnorm_backward", 38, "missing_gamma")], report.FurtherWrongLines.Select(line => (line.Function!, line.Line!.Value, line.Finding.Code)));
    }

    [Theory]
    [InlineData("dvar = 0.5 / np.sqrt(var + eps) * dsqrtvar", "dvar = 0.5 / np.sqrt(var) * dsqrtvar", 42, "dmu = -1 * np.sum(dxmu, axis=0)", "dmu = np.sum(dxmu, axis=0)", 46)]
    [InlineData("dgamma = np.sum(dout * xhat, axis=0)", "dgamma = np.mean(dout * xhat, axis=0)", 37, "dsqrtvar = -1.0 / (sqrtvar ** 2) * divar", "dsqrtvar = 1.0 / (sqrtvar ** 2) * divar", 41)]
    [InlineData("divar = np.sum(dxhat * xmu, axis=0)", "divar = np.sum(dxhat * xmu)", 39, "dx = dxmu + 1.0 / N * np.ones((N, D)) * dmu", "dx = dxmu - 1.0 / N * np.ones((N, D)) * dmu", 47)]
    [InlineData("dbeta = np.sum(dout, axis=0)", "dbeta = np.sum(dout, axis=1)", 36, "dgamma = np.sum(dout * xhat, axis=0)", "dgamma = np.sum(dout * xmu, axis=0)", 37)]
    public void Check_TwoMistakes_AreBlamedOneAfterTheOther(string firstOld, string first, int firstLine, string secondOld, string second, int secondLine)
    {
        var report = RightProgram.CheckStaged((firstOld, first), (secondOld, second));

        Assert.Equal(firstLine, report.FirstWrongLine!.Line);
        Assert.Equal([secondLine], report.FurtherWrongLines.Select(line => line.Line!.Value));
    }

    [Fact]
    public void Check_ThreeMistakes_AreAllBlamed()
    {
        var report = RightProgram.CheckStaged(("dgamma = np.sum(dout * xhat, axis=0)", "dgamma = np.mean(dout * xhat, axis=0)"), ("dvar = 0.5 / np.sqrt(var + eps) * dsqrtvar", "dvar = 0.5 / np.sqrt(var) * dsqrtvar"), ("dmu = -1 * np.sum(dxmu, axis=0)", "dmu = np.sum(dxmu, axis=0)"));

        Assert.Equal([37, 42, 46], report.FurtherWrongLines.Prepend(report.FirstWrongLine!).Select(line => line.Line!.Value));
    }

    [Fact]
    public void Check_AWrongGradientThatIsReturnedTwice_IsBlamedWhereItIsMade()
    {
        var report = RightProgram.CheckStaged(("dmu = -1 * np.sum(dxmu, axis=0)", "dmu = np.sum(dxmu, axis=0)"), ("return dx, dgamma, dbeta", "return dx, dx, dbeta"));

        Assert.Equal(("batchnorm_backward", 46), (report.FirstWrongLine!.Function, report.FirstWrongLine.Line));
        Assert.Equal([Verdict.Mismatch, Verdict.Mismatch, Verdict.Match], report.Backward.Select(gradient => gradient.Verdict));
    }

    [Fact]
    public void Check_AWrongInnerFunction_IsBlamedThereAndNotWhereItIsCalled()
    {
        var report = RightProgram.Check("spatial_batchnorm", RightProgram.Code("spatial_batchnorm", ("dgamma = np.sum(dout * xhat, axis=0)", "dgamma = np.sum(dout, axis=0)")));

        Assert.Equal(("batchnorm_backward", 17), (report.FirstWrongLine!.Function, report.FirstWrongLine.Line));
    }
}
