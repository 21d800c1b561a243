using GradCheck.Programs.Dialects;
using GradCheck.Programs.Edits;
using GradCheck.Programs.Numbers;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Syntax.Parsing;
using GradCheck.Python.Syntax.Printing;

namespace GradCheck.Programs.Tests.Edits;

/// <summary>The small changes that are tried on a line: each family has its edit, under its code, and prints as a student would write it.</summary>
public class EditCatalogTests
{
    private static readonly Snapshot Matrix = new([4, 3], [.. Enumerable.Range(0, 12).Select(k => k * 0.7)]);

    private static readonly Dictionary<string, Snapshot> Names = new()
    {
        ["x"] = Matrix with { Values = Array.ConvertAll(Matrix.Values, value => value - 1) },
        ["dout"] = Matrix,
        ["xhat"] = Matrix with { Values = Array.ConvertAll(Matrix.Values, value => value * value) },
        ["xmu"] = Matrix with { Values = Array.ConvertAll(Matrix.Values, value => -value) },
        ["gamma"] = new([3], [1, 2, 3]),
        ["var"] = new([3], [4, 5, 6]),
        ["std"] = new([3], [2, 2.2, 2.4]),
        ["ivar"] = new([3], [0.5, 0.4, 0.3]),
        ["eps"] = new([], [1e-5]),
        ["N"] = new([], [4]) { IsDiscrete = true },
        ["D"] = new([], [3]) { IsDiscrete = true },
        ["stride"] = new([], [2]) { IsDiscrete = true },
    };

    [Theory]
    [InlineData("d = np.sum(dout * xhat)", "summed_over_everything", "d = np.sum(dout * xhat, axis=0)")]
    [InlineData("d = dout.sum(axis=1)", "sums_over_wrong_axis", "d = dout.sum(axis=0)")]
    [InlineData("d = dout.sum(axis=(0, 2))", "sums_over_wrong_axis", "d = dout.sum(axis=(0, 2, 3))")]
    [InlineData("d = np.sum(dout, 1)", "sums_over_wrong_axis", "d = np.sum(dout, 0)")]
    [InlineData("d = np.mean(dout, axis=0)", "mean_instead_of_sum", "d = np.sum(dout, axis=0)")]
    [InlineData("d = dout.sum(axis=0)", "sum_instead_of_mean", "d = dout.mean(axis=0)")]
    [InlineData("v = np.std(x, axis=0)", "std_instead_of_variance", "v = np.var(x, axis=0)")]
    [InlineData("v = x.var(axis=0)", "variance_instead_of_std", "v = x.std(axis=0)")]
    [InlineData("s = np.std(var + eps)", "std_instead_of_root", "s = np.sqrt(var + eps)")]
    [InlineData("v = x.var(axis=0, ddof=1)", "unbiased_variance", "v = x.var(axis=0)")]
    [InlineData("v = np.sum(xmu ** 2) / (N - 1)", "unbiased_variance", "v = np.sum(xmu ** 2) / N")]
    [InlineData("m = x.mean(axis=1)", "missing_keepdims", "m = x.mean(axis=1, keepdims=True)")]
    [InlineData("m = x.mean(axis=0, keepdims=True)", "wrong_shape", "m = x.mean(axis=0)")]
    [InlineData("d = dout * xhat", "not_reduced", "d = np.sum(dout * xhat, axis=0)")]
    [InlineData("d = dout.sum(axis=0)", "summed_too_early", "d = dout")]
    [InlineData("m = np.mean(np.mean(x, axis=1), axis=0)", "summed_over_everything", "m = np.mean(x, axis=0)")]
    [InlineData("d = var ** -1.5", "eps_omitted_in_backward", "d = (var + eps)**-1.5")]
    [InlineData("d = dout / np.sqrt(var)", "eps_omitted_in_backward", "d = dout / np.sqrt(var + eps)")]
    [InlineData("s = np.sqrt(var) + eps", "eps_outside_root", "s = np.sqrt(var + eps)")]
    [InlineData("s = var ** 0.5 + eps", "eps_outside_root", "s = (var + eps)**0.5")]
    [InlineData("s = np.sqrt(var - eps)", "eps_subtracted", "s = np.sqrt(var + eps)")]
    [InlineData("d = std + eps", "eps_added_twice", "d = std")]
    [InlineData("s = np.sqrt(var + 1e-8)", "different_eps", "s = np.sqrt(var + eps)")]
    [InlineData("d = (var + eps) ** -0.5", "wrong_power", "d = (var + eps)**-1.5")]
    [InlineData("d = np.power(var + eps, 1.5)", "wrong_power", "d = np.power(var + eps, -1.5)")]
    [InlineData("d = -1.0 / std * dout", "wrong_power", "d = -1.0 / std**2 * dout")]
    [InlineData("d = xmu / (var + eps)", "divided_by_variance", "d = xmu / np.sqrt(var + eps)")]
    [InlineData("d = xmu * std", "multiplied_instead_of_divided", "d = xmu / std")]
    [InlineData("d = np.sqrt(var + eps) * dout", "wrong_power", "d = np.sqrt(var + eps)**3 * dout")]
    [InlineData("d = dout + xmu", "sign_flipped", "d = dout - xmu")]
    [InlineData("d = -dout", "sign_flipped", "d = dout")]
    [InlineData("d = np.sum(dout, axis=0)", "sign_flipped", "d = -np.sum(dout, axis=0)")]
    [InlineData("d = 0.5 * dout", "sign_flipped", "d = -0.5 * dout")]
    [InlineData("d = xmu * ivar", "missing_factor_two", "d = 2 * xmu * ivar")]
    [InlineData("d = 2 * xmu * ivar", "extra_factor_two", "d = xmu * ivar")]
    [InlineData("d = 1.0 * xmu", "missing_factor_two", "d = 2 * xmu")]
    [InlineData("d = dout", "missing_gamma", "d = dout * gamma")]
    [InlineData("d = dout * gamma", "gamma_applied_twice", "d = dout")]
    [InlineData("d = dout * gamma", "missing_inverse_std", "d = dout * gamma * ivar")]
    [InlineData("d = dout * gamma", "missing_inverse_std", "d = dout * gamma / std")]
    [InlineData("d = dout", "missing_factor", "d = dout * xhat")]
    [InlineData("d = dout * xhat * ivar", "extra_factor", "d = dout * xhat")]
    [InlineData("d = dout - xmu", "extra_term", "d = dout")]
    [InlineData("d = np.sum(dout, axis=0)", "not_divided_by_m", "d = np.sum(dout, axis=0) / N")]
    [InlineData("d = dout - np.sum(dout, axis=0)", "not_divided_by_m", "d = dout - np.sum(dout, axis=0) / N")]
    [InlineData("d = dout.T.dot(x) / N", "divided_by_m", "d = dout.T.dot(x)")]
    [InlineData("d = dout / 1", "not_divided_by_m", "d = dout / N")]
    [InlineData("d = dout / D", "wrong_count", "d = dout / N")]
    [InlineData("m = N", "wrong_count", "m = N * D")]
    [InlineData("d = dout * (dout > 0)", "wrong_mask", "d = dout * (x > 0)")]
    [InlineData("d = dout * (x < 0)", "wrong_comparison", "d = dout * (x > 0)")]
    [InlineData("g = np.sum(dout * x, axis=0)", "uses_x_instead_of_xhat", "g = np.sum(dout * xhat, axis=0)")]
    [InlineData("g = np.sum(dout * xmu, axis=0)", "uses_centered_x_instead_of_xhat", "g = np.sum(dout * xhat, axis=0)")]
    [InlineData("d = dout / var", "divided_by_variance", "d = dout / std")]
    [InlineData("d = dout * ivar", "wrong_name", "d = dout * std")]
    [InlineData("a, b, c = cache", "cache_order", "a, c, b = cache")]
    [InlineData("return dx, dgamma, dbeta", "swapped_returns", "return dx, dbeta, dgamma")]
    [InlineData("return dout * 2", "extra_factor_two", "return dout")]
    [InlineData("dx = d.reshape(N, C, H, W)", "reshape_without_transpose", "dx = d.reshape(N, H, W, C).transpose(0, 3, 1, 2)")]
    [InlineData("flat = x.reshape(-1, C)", "reshape_without_transpose", "flat = x.transpose(0, 2, 3, 1).reshape(-1, C)")]
    [InlineData("d = y.transpose(0, 2, 3, 1)", "wrong_transpose", "d = y.transpose(0, 3, 1, 2)")]
    [InlineData("d = x.dot(dout)", "wrong_transpose", "d = x.T.dot(dout)")]
    [InlineData("d = x.T.dot(dout)", "wrong_transpose", "d = x.dot(dout)")]
    [InlineData("d = ivar * dout - xmu", "missing_parentheses", "d = ivar * (dout - xmu)")]
    [InlineData("d = dout - ivar * xmu", "missing_parentheses", "d = (dout - ivar) * xmu")]
    [InlineData("dw[f] = dout * x", "overwrites_instead_of_adding", "dw[f] += dout * x")]
    [InlineData("dw[f] += dout * x", "adds_instead_of_assigning", "dw[f] = dout * x")]
    [InlineData("dw += dout", "sign_flipped", "dw -= dout")]
    [InlineData("w = x[i:i + 3, j:j + 3]", "missing_stride", "w = x[i * stride:i * stride + 3, j * stride:j * stride + 3]")]
    public void Of_ALine_HasTheEditUnderItsCode(string line, string code, string made)
    {
        var edits = EditsOf(line, isForward: false).ToList();

        Assert.True(edits.Contains((code, made)), $"{line}: no edit {code}: {made} among those of {code}:\n{string.Join('\n', edits.Where(edit => edit.Code == code || edit.Made == made))}");
    }

    [Fact]
    public void Of_ALineOfTheForwardPass_LeavesEpsOutOfTheForwardPass()
    {
        Assert.Contains(("eps_omitted", "s = np.sqrt(var + eps)"), EditsOf("s = np.sqrt(var)", isForward: true));
    }

    [Fact]
    public void Of_ALine_GivesTheSmallestEditsFirst()
    {
        var (_, statement) = Read("d = np.sum(dout * x, axis=1) / N");
        var costs = EditCatalog.Of(statement, new(Names, new NumPyIdioms("np"), IsForward: false)).Select(edit => edit.Cost).ToList();

        Assert.Equal(costs.Order(), costs);
        Assert.All(costs, cost => Assert.InRange(cost, 1, 9));
    }

    [Theory]
    [InlineData("d = -0.5 * np.sum(dout * (x - xmu), axis=0) * (var + eps) ** -1.5")]
    [InlineData("dw[f] += dout[n, f, i, j] * x[n, :, i * stride:i * stride + 3]")]
    [InlineData("d = dout.reshape(N, C, H, W).transpose(0, 2, 3, 1) if N > 1 else np.zeros((N, D))")]
    [InlineData("return gamma * ivar / N * (N * dout - dout.sum(axis=0) - xhat * (dout * xhat).sum(axis=0)), {'a': x}, [x]")]
    public void Of_ALine_PrintsWhatCanBeReadBackAndKeepsThePlace(string line)
    {
        var (_, statement) = Read(line);
        var edits = EditCatalog.Of(statement, new(Names, new NumPyIdioms("np"), IsForward: false)).ToList();

        Assert.NotEmpty(edits);
        Assert.All(edits, edit =>
        {
            var text = Printer.Print(edit.Made);
            Assert.Equal(text, Printer.Print(Read(text).Statement));
            Assert.Equal(statement.Span, edit.Made.Span);
        });
    }

    [Theory]
    [InlineData("pass")]
    [InlineData("print(x)")]
    [InlineData("import numpy")]
    [InlineData("return")]
    public void Of_AStatementWithoutAValue_HasNone(string line)
    {
        Assert.Empty(EditsOf(line, isForward: false));
    }

    private static IEnumerable<(string Code, string Made)> EditsOf(string line, bool isForward)
    {
        var (source, statement) = Read(line);
        return EditCatalog.Of(statement, new(Names, new NumPyIdioms("np"), isForward)).Select(edit => (edit.Code, Printer.Print(edit.Made, new Spelling(source, statement))));
    }

    /// <summary>The line in a function, so that it may return.</summary>
    private static (SourceText Source, Statement Statement) Read(string line)
    {
        var source = new SourceText($"def f():\n    {line}\n");
        return (source, ((FunctionStatement)Parser.Parse(source).Body[0]).Body[0]);
    }
}
