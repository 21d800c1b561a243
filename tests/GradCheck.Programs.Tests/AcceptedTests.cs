using GradCheck.Comparison;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Tests.Support;

namespace GradCheck.Programs.Tests;

/// <summary>What is as right as the course's own way: other shapes, either derivative at a kink, other names and caches.</summary>
public class AcceptedTests
{
    [Fact]
    public void Check_ParametersGradientsOfShapeOneByD_AreRightWithANote()
    {
        var report = RightProgram.CheckStaged(("dbeta = np.sum(dout, axis=0)", "dbeta = np.sum(dout, axis=0, keepdims=True)"), ("dgamma = np.sum(dout * xhat, axis=0)", "dgamma = np.sum(dout * xhat, axis=0).reshape(1, D)"));

        Assert.True(report.Verdict == Verdict.Match, report.FirstWrongLine?.Message);
        Assert.Equal([null, "has shape (1, 4); taken as (4,)", "has shape (1, 4); taken as (4,)"], report.Backward.Select(gradient => gradient.Note));
    }

    [Theory]
    [InlineData("dx = dout * (x > 0)")]
    [InlineData("dx = dout * (x >= 0)")]
    [InlineData("dx = np.where(x > 0, dout, 0)")]
    [InlineData("dx = dout.copy(); dx[x < 0] = 0")]
    public void Check_ReluAtZero_IsRightEitherWay(string line)
    {
        var code = RightProgram.Code("affine_relu_softmax", ("dx = dout * (x > 0)", line));

        Assert.Equal(Verdict.Match, RightProgram.Check("relu", code).Verdict);
    }

    [Fact]
    public void Check_AGroupNormOfFlatParameters_IsRightWithAWarning()
    {
        var report = RightProgram.Check("groupnorm", RightProgram.Code(
            "spatial_groupnorm",
            ("out = gamma * xhat + beta", "out = (xhat.transpose(0, 2, 3, 1) * gamma + beta).transpose(0, 3, 1, 2)"),
            ("dbeta = dout.sum(axis=(0, 2, 3), keepdims=True)", "dbeta = dout.sum(axis=(0, 2, 3))"),
            ("dgamma = (dout * xhat).sum(axis=(0, 2, 3), keepdims=True)", "dgamma = (dout * xhat).sum(axis=(0, 2, 3))"),
            ("dxhat = (dout * gamma).reshape(N, G, C // G, H, W)", "dxhat = (dout * gamma.reshape(1, C, 1, 1)).reshape(N, G, C // G, H, W)")));

        Assert.True(report.Verdict == Verdict.Match, report.FirstWrongLine?.Message);
        Assert.Contains(report.Warnings, warning => warning is { Code: "flat_parameters", Message: "gamma and beta are taken as (C,); the course passes (1, C, 1, 1)" });
    }

    [Fact]
    public void Check_APoolThatGivesATieToTheFirstOrToAll_IsRight()
    {
        var first = RightProgram.Code("conv_pool", ("mask = window == np.max(window)", "mask = np.zeros_like(window)\n                    mask[np.unravel_index(np.argmax(window), window.shape)] = 1"));

        Assert.Equal(Verdict.Match, RightProgram.Check("max_pool", first).Verdict);
    }

    [Theory]
    [InlineData("def batchnorm_forward(", "def bn_fwd_forward(", "def batchnorm_backward(", "def bn_fwd_backward(")]
    [InlineData("def batchnorm_forward(", "def forward(", "def batchnorm_backward(", "def backward(")]
    [InlineData("def batchnorm_forward(", "def BatchNorm_Forward(", "def batchnorm_backward(", "def backprop(")]
    public void Check_FunctionsOfOtherNames_AreFound(string forward, string mine, string backward, string back)
    {
        var report = RightProgram.CheckStaged((forward, mine), (backward, back));

        Assert.True(report.Verdict == Verdict.Match, report.FirstWrongLine?.Message);
        Assert.Equal((mine[4..^1], back[4..^1]), (report.Forward.Function, report.BackwardFunction));
    }

    [Fact]
    public void Check_NamedFunctions_AreThoseThatAreChecked()
    {
        var code = RightProgram.Code("batchnorm_paper", ("dx = gamma / (m * np.sqrt(var + eps)) * (m * dout - dbeta - x_hat * dgamma)", "dx = gamma / (m * np.sqrt(var + eps)) * (m * dout - dbeta - x_hat)"));
        var request = new ProgramRequest { Layer = "batchnorm", Code = code };

        Assert.Equal(Verdict.Match, ProgramChecker.Check(request).Verdict);
        Assert.Equal(Verdict.Mismatch, ProgramChecker.Check(request with { BackwardName = "batchnorm_backward_alt" }).Verdict);
    }

    [Theory]
    [InlineData("cache = (xhat, gamma, xmu, ivar, sqrtvar, var, eps)", "cache = [xhat, gamma, xmu, ivar, sqrtvar, var, eps]", "xhat, gamma, xmu, ivar, sqrtvar, var, eps = cache")]
    [InlineData("cache = (xhat, gamma, xmu, ivar, sqrtvar, var, eps)", "cache = dict(xhat=xhat, gamma=gamma, xmu=xmu, ivar=ivar, sqrtvar=sqrtvar, var=var, eps=eps)", "xhat, gamma, xmu, ivar, sqrtvar, var, eps = [cache[k] for k in ('xhat', 'gamma', 'xmu', 'ivar', 'sqrtvar', 'var', 'eps')]")]
    [InlineData("cache = (xhat, gamma, xmu, ivar, sqrtvar, var, eps)", "cache = ((xhat, gamma), {'xmu': xmu}, [ivar, sqrtvar, var, eps])", "(xhat, gamma), rest, (ivar, sqrtvar, var, eps) = cache; xmu = rest['xmu']")]
    public void Check_ACacheOfAnyKind_IsRight(string old, string packed, string unpacked)
    {
        var report = RightProgram.CheckStaged((old, packed), ("xhat, gamma, xmu, ivar, sqrtvar, var, eps = cache", unpacked));

        Assert.True(report.Verdict == Verdict.Match, report.FirstWrongLine?.Message);
    }

    [Fact]
    public void Check_NumpyUnderItsOwnName_IsRight()
    {
        var report = RightProgram.Check("layernorm", RightProgram.Code("layernorm").Replace("import numpy as np", "import numpy", StringComparison.Ordinal).Replace("np.", "numpy.", StringComparison.Ordinal));

        Assert.True(report.Verdict == Verdict.Match, report.FirstWrongLine?.Message);
    }

    [Fact]
    public void Check_WhatIsPrinted_IsKept()
    {
        var report = RightProgram.CheckStaged(("N, D = dout.shape", "N, D = dout.shape\n    print('back')"), ("out, cache = None, None", "out, cache = None, None\n    print('shape', x.shape)"));

        Assert.Equal(Verdict.Match, report.Verdict);
        Assert.StartsWith("shape (6, 4)\n", report.Printed, StringComparison.Ordinal);
    }
}
