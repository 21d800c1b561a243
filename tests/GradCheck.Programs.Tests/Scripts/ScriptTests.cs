using GradCheck.Comparison;
using GradCheck.Programs.Reports;
using GradCheck.Tensors;

namespace GradCheck.Programs.Tests.Scripts;

/// <summary>Lines without a function: a forward pass, a loss, and the gradients behind it.</summary>
public class ScriptTests
{
    private const string Line = """
        y = w * x + b
        loss = ((y - t) ** 2).mean()
        dy = 2 * (y - t) / t.shape[0]
        dw = (dy * x).sum()
        db = dy.sum()
        """;

    [Fact]
    public void Check_ARightScript_IsAMatch()
    {
        var report = ScriptFile.Words();

        Assert.True(report.Verdict == Verdict.Match, report.FirstWrongLine?.Message);
        Assert.Null(report.Forward.Function);
        Assert.StartsWith("loss", report.Printed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dprobs = dlogprobs / probs", "dprobs = 1.0 / probs", "missing_factor")]
    [InlineData("dW2 = h.T @ dlogits", "dW2 = logits.T @ dlogits", "wrong_name")]
    [InlineData("db2 = dlogits.sum(0)", "db2 = dlogits.mean(0)", "mean_instead_of_sum")]
    [InlineData("dshift = dact.sum(0, keepdims=True)", "dshift = dact", "not_reduced")]
    [InlineData("dvar = drstd * -0.5 * (var + 1e-5) ** -1.5", "dvar = drstd * 0.5 * (var + 1e-5) ** -1.5", "sign_flipped")]
    [InlineData("dmu = -dcent.sum(0, keepdims=True)", "dmu = -dcent.sum(1, keepdims=True)", "sums_over_wrong_axis")]
    [InlineData("dmu = -dcent.sum(0, keepdims=True)", "dmu = -dcents.sum(0, keepdims=True)", "undefined_name")]
    [InlineData("dpre += dmu / n", "dpre += dmu", "not_divided_by_m")]
    [InlineData("dW1 = flat.T @ dpre", "dW1 = dpre.T @ flat", "wrong_transpose")]
    [InlineData("dC[Xb[i, j]] += demb[i, j]", "dC[Xb[i, j]] = demb[i, j]", "overwrites_instead_of_adding")]
    public void Check_AWrongLine_IsNamed(string old, string made, string code)
    {
        var report = ScriptFile.Words(old, made);

        Assert.Equal(Verdict.Mismatch, report.Verdict);
        Assert.Equal((ScriptFile.LineOf(old), code), (report.FirstWrongLine!.Line!.Value, report.FirstWrongLine.Finding.Code));
        Assert.Equal((null, null), (report.FirstWrongLine.Function, report.FirstWrongLine.Cell));
    }

    [Fact]
    public void Check_ADifferenceQuotientBesideTheGradients_IsNotHeldAgainstThem()
    {
        var report = Given($"{Line}\nh = 0.001\ny_grad = ((y + h) ** 2 - y ** 2) / h\n");

        Assert.Equal((Verdict.Match, 3), (report.Verdict, report.Backward.Count));
    }

    [Fact]
    public void Check_AFix_IsInTheSpellingOfTheLine() =>
        Assert.Equal("dW2 = h.T @ dlogits", ScriptFile.Words("dW2 = h.T @ dlogits", "dW2 = logits.T @ dlogits").FirstWrongLine!.Finding.Fix);

    [Fact]
    public void Check_WhatNoLineMakes_IsAskedFor()
    {
        var report = ScriptFile.Check(Line);

        Assert.Equal(Verdict.Inconclusive, report.Verdict);
        Assert.Contains("`w`, `x`, `b`, `t`", report.FirstWrongLine!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_WithInputs_RunsOnThem() => Assert.Equal(Verdict.Match, Given(Line).Verdict);

    [Fact]
    public void Check_AGradientThatIsAskedForAndNotThere_IsNotFinished()
    {
        var report = Given(Line.Replace("db = dy.sum()", "pass", StringComparison.Ordinal), "w", "b");

        Assert.Equal((Verdict.Mismatch, "unfinished"), (report.Verdict, report.FirstWrongLine!.Finding.Code));
        Assert.Equal(["db"], report.Unchecked);
    }

    [Fact]
    public void Check_AShapeThatOnlyBroadcasts_IsARemark()
    {
        const string Code = "import numpy as np\nx = np.array([[1.0, 2.0], [3.0, 4.0]])\ny = 3.0 * x\nloss = y.sum()\ndy = np.ones((1, 2))\ndx = 3.0 * np.ones((2, 2)) * dy\n";

        var report = ScriptFile.Check(Code);

        Assert.Equal(Verdict.Match, report.Verdict);
        Assert.Equal("has shape (1, 2), which broadcasts to (2, 2)", report.Backward[0].Note);
    }

    [Fact]
    public void Check_ATrainingLoop_IsRunOnce()
    {
        const string Code = """
            import numpy as np
            rng = np.random.default_rng(0)
            x = rng.standard_normal((4, 3))
            t = rng.standard_normal(4)
            w = np.zeros(3)
            for step in range(1000):
                y = x @ w
                loss = ((y - t) ** 2).mean()
                dy = 2 * (y - t) / 4
                dw = x.T @ dy
                w -= 0.1 * dw
                if step == 500:
                    break
            """;

        Assert.Equal(Verdict.Match, ScriptFile.Check(Code).Verdict);
        Assert.Equal((Verdict.Mismatch, 10), (ScriptFile.Check(Code.Replace("x.T @ dy", "x.T @ y", StringComparison.Ordinal)) is var wrong ? wrong.Verdict : default, wrong.FirstWrongLine!.Line));
    }

    private static ProgramReport Given(string code, params string[] differentiate) => ProgramChecker.Check(new()
    {
        Layer = "custom",
        Code = code,
        Form = ProgramForm.Script,
        Inputs =
        [
            new("w", new(new Shape([]), [0.5])), new("b", new(new Shape([]), [-0.25])),
            new("x", new(new Shape([3]), [1.5, 2.25, -3.5])), new("t", new(new Shape([3]), [0.5, 1.25, 2.0])),
        ],
        Differentiate = differentiate,
    });
}
