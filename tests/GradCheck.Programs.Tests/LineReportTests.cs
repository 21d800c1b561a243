using GradCheck.Comparison;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Tests.Support;

namespace GradCheck.Programs.Tests;

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
        Assert.Equal(("batchnorm_forward", 13, LineVerdict.Match), (mean.Function, mean.Line, mean.Verdict));
        Assert.Equal("the layer's mean", mean.Against);
        Assert.InRange(mean.Error!.Value, 0, 1e-9);

        var square = lines.Single(line => line.Name == "sq");
        Assert.Equal(("batchnorm_forward", 15, LineVerdict.Unchecked), (square.Function, square.Line, square.Verdict));
        Assert.Null(square.Against);
        Assert.Null(square.Error);

        Assert.Null(lines.First(line => line.Name == "mode").Shape);
        Assert.Equal(lines.Select(line => line.Line).Order(), lines.Where(line => line.Function == "batchnorm_forward").Concat(lines.Where(line => line.Function == "batchnorm_backward")).Select(line => line.Line));
    }

    [Fact]
    public void Lines_OfAForwardPass_AreHeldAgainstTheLayer()
    {
        var lines = RightProgram.CheckStaged().Lines.Where(line => line.Function == "batchnorm_forward").ToLookup(line => line.Name);

        Assert.All(
            new Dictionary<string, string>
            {
                ["mu"] = "the layer's mean",
                ["xmu"] = "the layer's x - mean",
                ["var"] = "the layer's variance",
                ["sqrtvar"] = "the layer's sqrt(var + eps)",
                ["ivar"] = "the layer's 1 / sqrt(var + eps)",
                ["xhat"] = "the layer's xhat",
                ["out"] = "the layer's output",
            },
            pair => Assert.Equal((LineVerdict.Match, pair.Value), (lines[pair.Key].Last().Verdict, lines[pair.Key].Last().Against)));
    }

    [Fact]
    public void Lines_OfAWrongForwardPass_FollowFromTheLineThatDeparts()
    {
        var lines = RightProgram.CheckStaged(("sqrtvar = np.sqrt(var + eps)", "sqrtvar = np.sqrt(var)")).Lines
            .Where(line => line.Function == "batchnorm_forward").ToLookup(line => line.Name);

        Assert.Equal(LineVerdict.Match, lines["var"].Last().Verdict);
        Assert.Equal(LineVerdict.Mismatch, lines["sqrtvar"].Last().Verdict);
        Assert.Equal(LineVerdict.Follows, lines["ivar"].Last().Verdict);
        Assert.Equal(LineVerdict.Follows, lines["out"].Last().Verdict);
    }

    [Fact]
    public void Lines_OfAVarianceWithEpsInIt_AreRight()
    {
        var lines = RightProgram.CheckStaged(("var = 1.0 / N * np.sum(sq, axis=0)", "var = 1.0 / N * np.sum(sq, axis=0) + eps"), ("sqrtvar = np.sqrt(var + eps)", "sqrtvar = np.sqrt(var)")).Lines;

        var variance = lines.Single(line => line is { Name: "var", Function: "batchnorm_forward" });
        Assert.Equal((LineVerdict.Match, "the layer's variance"), (variance.Verdict, variance.Against));
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
        Assert.Equal(48, window.Count);
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
