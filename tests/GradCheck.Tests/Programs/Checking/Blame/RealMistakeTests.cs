using GradCheck.Comparison;
using GradCheck.Tests.Support;

namespace GradCheck.Tests.Programs.Checking.Blame;

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
        { "affine", "affine_relu_softmax", ".dot(w) + b", ".dot(w)", "out = x.reshape(x.shape[0], -1).dot(w)", "missing_bias", "out = x.reshape(x.shape[0], -1).dot(w) + b" },
        { "conv", "conv_pool", "W_out = 1 + (W + 2 * pad - WW) // stride", "W_out = 1 + (H + 2 * pad - WW) // stride", "W_out = 1 + (H + 2 * pad - WW) // stride", "wrong_size", "W_out = 1 + (W + 2 * pad - WW) // stride" },
        { "max_pool", "conv_pool", "W_out = 1 + (W - pw) // s", "W_out = 1 + (H - pw) // s", "W_out = 1 + (H - pw) // s", "wrong_size", "W_out = 1 + (W - pw) // s" },
        { "max_pool", "conv_pool", "out[:, :, i, j] = np.max(x[:, :, i * s:i * s + ph, j * s:j * s + pw], axis=(2, 3))", "out[:, :, i, j] = np.max(x[:, :, j * s:j * s + ph, i * s:i * s + pw], axis=(2, 3))", "out[:, :, i, j] = np.max(x[:, :, j * s:j * s + ph, i * s:i * s + pw], axis=(2, 3))", "swapped_indices", "out[:, :, i, j] = np.max(x[:, :, i * s:i * s + ph, j * s:j * s + pw], axis=(2, 3))" },
    };

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
            Assert.Contains(layer is "groupnorm" ? "every gradient" : "the output is the layer's", report.FirstWrongLine.Finding.Tried!, StringComparison.Ordinal);
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
        Assert.StartsWith("The output has the shape (3, 2) where (4, 5) belongs.", report.FirstWrongLine.Message, StringComparison.Ordinal);
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
