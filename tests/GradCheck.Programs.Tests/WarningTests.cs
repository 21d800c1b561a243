using GradCheck.Comparison;
using GradCheck.Programs.Tests.Support;

namespace GradCheck.Programs.Tests;

/// <summary>What is worth saying and changes no verdict: arguments changed in place, cases at the fringe, NumPy's own warnings.</summary>
public class WarningTests
{
    private const string Relu = """
        import numpy as np
        def relu_forward(x):
            return np.maximum(0, x), x
        def relu_backward(dout, cache):
            x = cache

        """;

    [Fact]
    public void SideEffects_DoutWrittenInPlace_IsNamed()
    {
        var report = RightProgram.Check("relu", Relu + "    dout[x <= 0] = 0\n    return dout\n");

        Assert.Equal(Verdict.Match, report.Verdict);
        Assert.Equal(["dout"], report.SideEffects);
    }

    [Fact]
    public void SideEffects_TheCacheWrittenInPlace_IsNamed()
    {
        var report = RightProgram.Check("relu", Relu + "    x[x > 0] = 1\n    x[x <= 0] = 0\n    return dout * x\n");

        Assert.Equal(Verdict.Match, report.Verdict);
        Assert.Equal(["cache"], report.SideEffects);
    }

    [Fact]
    public void SideEffects_AnArgumentWrittenInPlace_IsNamed()
    {
        var report = RightProgram.Check("relu", "import numpy as np\ndef relu_forward(x):\n    mask = x > 0\n    x *= mask\n    return x, mask\ndef relu_backward(dout, mask):\n    return dout * mask\n");

        Assert.True(report.Verdict == Verdict.Match, report.FirstWrongLine?.Message);
        Assert.Equal(["x"], report.SideEffects);
    }

    [Fact]
    public void SideEffects_OfALocalCopy_AreNone()
    {
        Assert.Empty(RightProgram.Check("relu", Relu + "    d = dout.copy()\n    d[x <= 0] = 0\n    dout = dout * 1\n    dout += 1\n    return d\n").SideEffects);
    }

    [Theory]
    [InlineData("default_eps", "batchnorm", "batchnorm_paper", "bn_param.get(\"eps\", 1e-5)", "bn_param[\"eps\"]")]
    [InlineData("default_eps", "layernorm", "layernorm", "ln_param.get('eps', 1e-5)", "ln_param.get('eps', 1e-3)")]
    [InlineData("batch_of_one", "layernorm", "layernorm", "    D = dout.shape[1]", "    D = dout.squeeze().shape[1]")]
    [InlineData("no_padding", "conv", "conv_pool", "dx = dxp[:, :, pad:pad + H, pad:pad + W]", "dx = dxp[:, :, pad:-pad, pad:-pad]")]
    [InlineData("filters_not_square", "conv", "conv_pool", "W_out = 1 + (W + 2 * pad - WW)", "W_out = 1 + (W + 2 * pad - HH)")]
    [InlineData("windows_not_square", "max_pool", "conv_pool", "W_out = 1 + (W - pw) // s", "W_out = 1 + (W - ph) // s")]
    [InlineData("huge_scores", "softmax_loss", "affine_relu_softmax", "shifted = x - np.max(x, axis=1, keepdims=True)", "shifted = x")]
    public void Warnings_WhatFailsAtTheFringeAlone_IsAWarning(string code, string layer, string file, string old, string made)
    {
        var report = RightProgram.Check(layer, RightProgram.Code(file, (old, made)));

        Assert.True(report.Verdict == Verdict.Match, report.FirstWrongLine?.Message);
        Assert.Contains(code, report.Warnings.Select(warning => warning.Code));
    }

    [Fact]
    public void Warnings_OfARightProgram_AreNone()
    {
        Assert.All(ProgramCase.Right, program =>
        {
            var warnings = ProgramChecker.Check(program.Request).Warnings;
            Assert.True(warnings.Count == 0, $"{program}: {string.Join("; ", warnings)}");
        });
    }

    [Fact]
    public void Warnings_OfNumPy_AreToldWithTheirLine()
    {
        var report = RightProgram.Check("relu", Relu + "    q = np.log(x * 0)\n    return dout * (x > 0)\n");

        Assert.Equal(Verdict.Match, report.Verdict);
        var warning = Assert.Single(report.Warnings);
        Assert.Equal(("numpy_warning", "RuntimeWarning: divide by zero encountered in log", 6), (warning.Code, warning.Message, warning.Line));
    }

    [Fact]
    public void Warnings_OfADecoratorThatIsNotHere_AreToldWithItsLine()
    {
        var report = RightProgram.Check("relu", "from numba import njit\nimport numpy as np\n@njit(cache=True)\ndef relu_forward(x):\n    return x * (x > 0), x\ndef relu_backward(dout, x):\n    return dout * (x > 0)\n");

        Assert.Equal(Verdict.Match, report.Verdict);
        var warning = Assert.Single(report.Warnings);
        Assert.Equal(("passed_over", 3), (warning.Code, warning.Line));
        Assert.StartsWith("a decorator was passed over: 'njit' comes from 'from numba import njit'", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Warnings_WithoutABackwardFunction_SaySo()
    {
        var code = RightProgram.Code("layernorm");
        var report = RightProgram.Check("layernorm", code[..code.IndexOf("def layernorm_backward", StringComparison.Ordinal)]);

        Assert.Contains(report.Warnings, warning => warning.Code == "backward_missing" && warning.Message.Contains("layernorm_backward", StringComparison.Ordinal));
        Assert.Null(report.BackwardFunction);
    }
}
