using GradCheck.Comparison;
using GradCheck.Programs.Checking;
using GradCheck.Tests.Support;

namespace GradCheck.Tests.Programs.Checking;

/// <summary>Every executed assignment with its shape and what can be said of it.</summary>
public class LineReportTests
{
    [Fact]
    public void Lines_OfAWrongProgram_AreRightWrongFollowingOrUnchecked()
    {
        var lines = RightProgram.CheckStaged(("dvar = 0.5 / np.sqrt(var + eps) * dsqrtvar", "dvar = 0.5 / np.sqrt(var) * dsqrtvar")).Lines
            .Where(line => line.Function == "batchnorm_backward").ToDictionary(line => line.Name);

        Assert.Equal(LineVerdict.Match, lines["dsqrtvar"].Verdict);
        Assert.Equal(LineVerdict.Mismatch, lines["dvar"].Verdict);
        Assert.Equal(LineVerdict.Follows, lines["dsq"].Verdict);
        Assert.Equal(LineVerdict.Match, lines["dxmu1"].Verdict);
        Assert.Equal(LineVerdict.Unchecked, lines["dxmu2"].Verdict);
        Assert.Equal(LineVerdict.Follows, lines["dxmu"].Verdict);
        Assert.Equal(LineVerdict.Follows, lines["dx"].Verdict);
        Assert.Equal(LineVerdict.Match, lines["dgamma"].Verdict);
        Assert.Equal(LineVerdict.Unchecked, lines["N"].Verdict);
    }

    [Fact]
    public void Lines_OfARightProgram_HoldPlaceShapeAndWhatTheyWereHeldAgainst()
    {
        var lines = RightProgram.CheckStaged().Lines;

        var dvar = lines.Single(line => line.Name == "dvar");
        Assert.Equal(("batchnorm_backward", 42, 5, 1), (dvar.Function, dvar.Line, dvar.Column, dvar.Count));
        Assert.Equal([4], dvar.Shape!);
        Assert.Equal("the gradient of `var`, line 16", dvar.Against);
        Assert.InRange(dvar.Error!.Value, 0, 1e-9);

        var mean = lines.Single(line => line.Name == "mu");
        Assert.Equal(("batchnorm_forward", 13, LineVerdict.Unchecked), (mean.Function, mean.Line, mean.Verdict));
        Assert.Null(mean.Against);
        Assert.Null(mean.Error);

        Assert.Null(lines.First(line => line.Name == "mode").Shape);
        Assert.Equal(lines.Select(line => line.Line).Order(), lines.Where(line => line.Function == "batchnorm_forward").Concat(lines.Where(line => line.Function == "batchnorm_backward")).Select(line => line.Line));
    }

    [Fact]
    public void Lines_OfAWrongLine_TellHowFarItIsOff()
    {
        var line = RightProgram.CheckStaged(("dvar = 0.5 / np.sqrt(var + eps) * dsqrtvar", "dvar = 0.25 / np.sqrt(var + eps) * dsqrtvar")).Lines.Single(line => line.Name == "dvar");

        Assert.Equal(0.25 / 0.75, line.Error!.Value, 12);
    }

    [Fact]
    public void Lines_OfALoop_AreOneWithACount()
    {
        var lines = RightProgram.Check("max_pool", RightProgram.Code("conv_pool")).Lines;

        var window = lines.Single(line => line is { Name: "window", Function: "max_pool_backward_naive" });
        Assert.Equal(36, window.Count);
    }

    [Fact]
    public void Lines_OfANameThatIsAssignedTwice_AreTwo()
    {
        var lines = RightProgram.CheckStaged(("dx = dxmu + 1.0 / N * np.ones((N, D)) * dmu", "dx = dxmu\n    dx = dx + 1.0 / N * np.ones((N, D)) * dmu")).Lines
            .Where(line => line is { Name: "dx", Function: "batchnorm_backward" }).ToList();

        Assert.Equal([47, 48], lines.Select(line => line.Line));
        Assert.All(lines, line => Assert.Equal(LineVerdict.Match, line.Verdict));
    }

    [Fact]
    public void Lines_OfAProgramThatStops_EndThere()
    {
        var lines = RightProgram.CheckStaged(("dvar = 0.5 / np.sqrt(var + eps) * dsqrtvar", "dvar = 0.5 / np.sqrt(vra + eps) * dsqrtvar")).Lines;

        Assert.Equal("dsqrtvar", lines[^1].Name);
    }

    [Fact]
    public void Lines_OfAVeryLongProgram_AreBounded()
    {
        var many = string.Concat(Enumerable.Range(0, 3000).Select(k => $"    q{k} = dout\n"));
        var report = RightProgram.Check("relu", $"import numpy as np\ndef relu_forward(x):\n    return np.maximum(0, x), x\ndef relu_backward(dout, x):\n{many}    return dout * (x > 0)\n");

        Assert.Equal(Verdict.Match, report.Verdict);
        Assert.InRange(report.Lines.Count, 100, 1000);
    }
}
