using GradCheck.Comparison;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Tests.Support;

namespace GradCheck.Programs.Tests.Blame;

/// <summary>Mistakes as they stand in published solutions, put into right programs: the line, the cause, and the edit that mends it.</summary>
public class RealMistakeTests
{
    public static TheoryData<string, string, string, string, string, string, string> Mistakes() => new()
    {
        // layer, file, the right line, the wrong one, the line to blame, its code, the edit ("" where any will do)
        { "batchnorm", "batchnorm_staged", "sqrtvar = np.sqrt(var + eps)", "root = np.sqrt(var)\n        sqrtvar = root + eps", "sqrtvar = root + eps", "eps_outside_root", "sqrtvar = np.sqrt(root**2 + eps)" },
        { "batchnorm", "batchnorm_staged", "sqrtvar = np.sqrt(var + eps)", "variances = var\n        sqrtvar = np.sqrt(variances)", "sqrtvar = np.sqrt(variances)", "eps_omitted", "sqrtvar = np.sqrt(variances + eps)" },
        { "batchnorm", "batchnorm_staged", "sqrtvar = np.sqrt(var + eps)", "sqrtvar = np.sqrt(var - eps)", "sqrtvar = np.sqrt(var - eps)", "eps_subtracted", "sqrtvar = np.sqrt(var + eps)" },
        { "batchnorm", "batchnorm_staged", "sqrtvar = np.sqrt(var + eps)", "sqrtvar = (var + eps)", "sqrtvar = (var + eps)", "divided_by_variance", "sqrtvar = np.sqrt(var + eps)" },
        { "batchnorm", "batchnorm_staged", "out = gamma * xhat + beta", "out = xhat + beta", "out = xhat + beta", "missing_gamma", "" },
        { "groupnorm", "spatial_groupnorm", "dxhat = (dout * gamma).reshape(N, G, C // G, H, W)", "dxhat = (dout).reshape(N, G, C // G, H, W)", "dxhat = (dout).reshape(N, G, C // G, H, W)", "missing_gamma", "dxhat = (dout * gamma).reshape(N, G, C // G, H, W)" },
        { "affine", "affine_relu_softmax", "dw = x.reshape(x.shape[0], -1).T.dot(dout)", "dw = np.pi * x.reshape(x.shape[0], -1).T.dot(dout)", "dw = np.pi * x.reshape(x.shape[0], -1).T.dot(dout)", "extra_factor", "dw = x.reshape(x.shape[0], -1).T.dot(dout)" },
        { "affine", "affine_relu_softmax", ".dot(w) + b", ".dot(w)", "out = x.reshape(x.shape[0], -1).dot(w)", "missing_bias", "out = x.reshape(x.shape[0], -1).dot(w) + b" },
        { "conv", "conv_pool", "W_out = 1 + (W + 2 * pad - WW) // stride", "W_out = 1 + (H + 2 * pad - WW) // stride", "W_out = 1 + (H + 2 * pad - WW) // stride", "wrong_size", "W_out = 1 + (W + 2 * pad - WW) // stride" },
        { "max_pool", "conv_pool", "W_out = 1 + (W - pw) // s", "W_out = 1 + (H - pw) // s", "W_out = 1 + (H - pw) // s", "wrong_size", "W_out = 1 + (W - pw) // s" },
        { "max_pool", "conv_pool", "out[:, :, i, j] = np.max(x[:, :, i * s:i * s + ph, j * s:j * s + pw], axis=(2, 3))", "out[:, :, i, j] = np.max(x[:, :, j * s:j * s + ph, i * s:i * s + pw], axis=(2, 3))", "out[:, :, i, j] = np.max(x[:, :, j * s:j * s + ph, i * s:i * s + pw], axis=(2, 3))", "swapped_indices", "out[:, :, i, j] = np.max(x[:, :, i * s:i * s + ph, j * s:j * s + pw], axis=(2, 3))" },
        { "conv", "conv_pool", "dxp[n, :, i * stride:i * stride + HH, j * stride:j * stride + WW] +=", "dxp[n, :, i * stride:i * stride + HH, j * stride:j + WW] +=", "dxp[n, :, i * stride:i * stride + HH, j * stride:j + WW] += dout[n, f, i, j] * w[f]", "missing_stride", "dxp[n, :, i * stride:i * stride + HH, j * stride:j * stride + WW] += dout[n, f, i, j] * w[f]" },
        { "conv", "conv_pool", "dx = dxp[:, :, pad:pad + H, pad:pad + W]", "dx = dxp[:, :, pad:pad + W, pad:pad + W]", "dx = dxp[:, :, pad:pad + W, pad:pad + W]", "wrong_size", "dx = dxp[:, :, pad:pad + H, pad:pad + W]" },
        { "relu", "affine_relu_softmax", "dx = dout * (x > 0)", "dx = dout.copy()\n    dx[x > 0] = 0", "dx[x > 0] = 0", "wrong_comparison", "dx[x < 0] = 0" },
        { "relu", "affine_relu_softmax", "dx = dout * (x > 0)", "dx = np.zeros_like(x)\n    dx[np.maximum(0, x) < 0] = 1\n    dx = dx * dout", "dx[np.maximum(0, x) < 0] = 1", "wrong_comparison", "dx[np.maximum(0, x) > 0] = 1" },
    };

    [Fact]
    public void Check_ALoopThatGoesTooFar_IsBlamedOnTheLoop()
    {
        var report = RightProgram.Check("max_pool", RightProgram.Code("conv_pool", ("    for i in range(H_out):\n        for j in range(W_out):\n            out[:, :, i, j]", "    for i in range(W_out):\n        for j in range(W_out):\n            out[:, :, i, j]")));

        Assert.Equal(("for i in range(W_out):", "wrong_size", "for i in range(H_out):"), (report.FirstWrongLine!.Source!.Trim(), report.FirstWrongLine.Finding.Code, report.FirstWrongLine.Finding.Fix));
        Assert.Contains("It leads to IndexError in line 50", report.FirstWrongLine.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_AGradientThatIsRightForSamplesOfTwoAxesOnly_IsAMismatch()
    {
        var report = RightProgram.Check("affine", RightProgram.Code("affine_relu_softmax", ("dx = dout.dot(w.T).reshape(x.shape)", "dx = dout.dot(w.T).reshape(x.shape[0], x.shape[1], -1)")));

        Assert.Equal((Verdict.Mismatch, 12), (report.Verdict, report.FirstWrongLine!.Line));
        Assert.Contains("(3, 2, 5, 4)", report.Backward[0].Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_ABranchOnTheWrongCondition_IsBlamedOnTheBranch()
    {
        const string Loops = """
            dx = np.zeros_like(dout)
                for i in range(x.shape[0]):
                    for j in range(x.shape[1]):
                        if x[i, j] < 0 and i >= 0:
                            dx[i, j] = dout[i, j]
            """;

        var report = RightProgram.Check("relu", RightProgram.Code("affine_relu_softmax", ("dx = dout * (x > 0)", Loops)));

        Assert.Equal(("if x[i, j] < 0 and i >= 0:", "wrong_comparison", "if x[i, j] > 0 and i >= 0:"), (report.FirstWrongLine!.Source!.Trim(), report.FirstWrongLine.Finding.Code, report.FirstWrongLine.Finding.Fix));
    }

    [Fact]
    public void Check_AnEditThatWouldNeverEnd_DoesNotKeepTheOthersFromBeingTried()
    {
        const string Walking = """
            out = np.zeros((N, C, H_out, W_out))
                a = 0
                for i in range(H_out):
                    b = 0
                    j = 0
                    while b + pw <= W:
                        out[:, :, i, j] = np.max(x[:, :, a:a + ph, b:b + pw], axis=(2, 3))
                        b = s
                        j += 1
                    a += s
            """;
        const string Loops = """
            out = np.zeros((N, C, H_out, W_out))
                for i in range(H_out):
                    for j in range(W_out):
                        out[:, :, i, j] = np.max(x[:, :, i * s:i * s + ph, j * s:j * s + pw], axis=(2, 3))
            """;

        var report = RightProgram.Check("max_pool", RightProgram.Code("conv_pool", (Loops, Walking)));

        Assert.Equal(("b = s", "b += s"), (report.FirstWrongLine!.Source!.Trim(), report.FirstWrongLine.Finding.Fix));
    }

    [Fact]
    public void Lines_OfAPaddedGradient_AreRightWhateverTheBorderHolds()
    {
        var line = RightProgram.Check("conv", RightProgram.Code("conv_pool")).Lines.Single(line => line is { Name: "dxp", Count: > 1 });

        Assert.Equal((LineVerdict.Match, "the gradient of `xp`, line 10"), (line.Verdict, line.Against));
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Check_AMistakeOfAPublishedSolution_NamesLineCauseAndEdit(string layer, string file, string right, string wrong, string line, string code, string fix)
    {
        var report = RightProgram.Check(layer, RightProgram.Code(file, (right, wrong)));

        Assert.Equal(Verdict.Mismatch, report.Verdict);
        Assert.Equal((line, code), (report.FirstWrongLine!.Source!.Trim(), report.FirstWrongLine.Finding.Code));
        if (fix.Length > 0)
        {
            Assert.Equal(fix, report.FirstWrongLine.Finding.Fix);
            Assert.Contains(report.FirstWrongLine.Function!.EndsWith("backward", StringComparison.Ordinal) || report.FirstWrongLine.Function.EndsWith("backward_naive", StringComparison.Ordinal) ? "every gradient" : "the output is the layer's", report.FirstWrongLine.Finding.Tried!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Check_AnArrayAndANumberThatChangedPlacesInTheCache_AreBlamedThereAndNotWhereItRaises()
    {
        var report = RightProgram.CheckStaged(
            ("xhat, gamma, xmu, ivar, sqrtvar, var, eps = cache", "xhat, gamma, xmu, ivar, sqrtvar, eps, var = cache"),
            ("dvar = 0.5 / np.sqrt(var + eps) * dsqrtvar", "dvar = 0.5 / np.sqrt(var.reshape(-1) + eps) * dsqrtvar"));

        Assert.Equal(("xhat, gamma, xmu, ivar, sqrtvar, eps, var = cache", "cache_order"), (report.FirstWrongLine!.Source!.Trim(), report.FirstWrongLine.Finding.Code));
        Assert.Contains("it leads to AttributeError in line 42", report.FirstWrongLine.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_AnInputThatTheForwardPassNamesOtherwise_IsNoCacheOrder()
    {
        var report = RightProgram.CheckStaged(
            ("cache = (xhat, gamma, xmu, ivar, sqrtvar, var, eps)", "x_cut = x[:, :]\n        cache = (x_cut, xhat, gamma, xmu, ivar, sqrtvar, var, eps)"),
            ("xhat, gamma, xmu, ivar, sqrtvar, var, eps = cache", "x, xhat, gamma, xmu, ivar, sqrtvar, var, eps = cache"),
            ("dvar = 0.5 / np.sqrt(var + eps) * dsqrtvar", "dvar = 0.5 / np.sqrt(var) * dsqrtvar"));

        Assert.Equal("eps_omitted_in_backward", report.FirstWrongLine!.Finding.Code);
    }

    [Fact]
    public void Check_AnOutputOfAnotherShape_SaysBothShapes()
    {
        var report = RightProgram.Check("affine", RightProgram.Code("affine_relu_softmax", ("out = x.reshape(x.shape[0], -1).dot(w) + b", "out = np.zeros((3, 2))")));

        Assert.Equal("wrong_shape", report.FirstWrongLine!.Finding.Code);
        Assert.Matches(@"^The output has the shape \(3, 2\) where \(4, \d+\) belongs\.", report.FirstWrongLine.Message);
    }

    [Fact]
    public void Check_AMaskFromTheNormalDistribution_KeepsTheWrongShare()
    {
        const string Code = """
            import numpy as np

            def dropout_forward(x, dropout_param):
                p, mode = dropout_param['p'], dropout_param['mode']
                np.random.seed(dropout_param['seed'])
                mask = None
                if mode == 'train':
                    mask = (np.random.randn(*x.shape) > p) / p
                    out = x * mask
                else:
                    out = x
                return out, (dropout_param, mask)

            def dropout_backward(dout, cache):
                dropout_param, mask = cache
                return dout * mask if dropout_param['mode'] == 'train' else dout
            """;

        var report = RightProgram.Check("dropout", Code);

        Assert.Equal(Verdict.Mismatch, report.Verdict);
        Assert.Equal(("dropout_wrong_rate", 8), (report.FirstWrongLine!.Finding.Code, report.FirstWrongLine.Line));
        Assert.Equal(Verdict.Match, RightProgram.Check("dropout", Code.Replace("randn(*x.shape) > p", "rand(*x.shape) < p", StringComparison.Ordinal)).Verdict);
    }
}
