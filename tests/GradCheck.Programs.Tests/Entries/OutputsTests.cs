using GradCheck.Comparison;
using GradCheck.Programs.Tests.Support;
using GradCheck.Tensors;
using static GradCheck.Programs.Tests.Entries.CustomPass;

namespace GradCheck.Programs.Tests.Entries;

/// <summary>Outputs, the gradients that come in for them, and those that are returned.</summary>
public class OutputsTests
{
    [Fact]
    public void Outputs_TwoWithAGradientEach_AreBothChecked()
    {
        Assert.Equal(Verdict.Match, Lstm(LstmLike).Verdict);
        Assert.Equal(Verdict.Mismatch, Lstm(LstmLike.Replace("dc = dnext_c + dnext_h", "dc = dnext_h", StringComparison.Ordinal)).Verdict);
    }

    [Fact]
    public void Dout_ByTheNamesOfTheOutputs_IsTaken()
    {
        // With no gradient of next_c, to forget it is no mistake.
        var zero = new Tensor(new Shape(2), [0, 0]);
        var code = LstmLike.Replace("dc = dnext_c + dnext_h", "dc = dnext_h", StringComparison.Ordinal);

        Assert.Equal(Verdict.Match, Lstm(code, [new("next_c", zero)]).Verdict);
        Assert.Equal(Verdict.Match, Lstm(code, [new("dnext_c", zero)]).Verdict);
        Assert.Equal(Verdict.Match, Lstm(code, [new(string.Empty, new(new Shape(2), [1, 2])), new(string.Empty, zero)]).Verdict);
        Assert.Equal(Verdict.Mismatch, Lstm(code, [new("next_h", zero)]).Verdict);
    }

    [Theory]
    [InlineData("next_x", "dout has `next_x`, but the outputs that the backward function takes a gradient for are `next_h`, `next_c`")]
    [InlineData("", "dout is a list of 1, but the function has 2 outputs (`next_h`, `next_c`)")]
    public void Dout_OfNoOutput_IsInconclusive(string name, string note)
    {
        var report = Lstm(LstmLike, [new(name, new(new Shape(2), [1, 2]))]);

        Assert.Equal((Verdict.Inconclusive, note), (report.Verdict, report.Forward.Note));
        Assert.Equal(["dx", "dprev_h", "dprev_c"], report.Unchecked);
    }

    [Fact]
    public void Dout_OneTensorForTwoOutputs_IsSplitAlongItsFirstAxis()
    {
        var request = LstmRequest(LstmLike);

        Assert.Equal(Verdict.Match, ProgramChecker.Check(request with { Dout = new(new Shape(2, 2), [1, 2, 3, 4]) }).Verdict);
        Assert.Equal(Verdict.Inconclusive, ProgramChecker.Check(request with { Dout = new(new Shape(2), [1, 2]) }).Verdict);
    }

    [Fact]
    public void Loss_OfOneNumber_GoesBackFromOne()
    {
        const string code = "import numpy as np\ndef forward(x, y):\n    return ((x - y) ** 2).sum(), (x, y)\ndef backward(dout, cache):\n    x, y = cache\n    return 2 * (x - y)\n";

        Assert.Equal(Verdict.Match, Custom(code, ["x"], Vector("x", 0.5, 2), Vector("y", 1, 0.25)).Verdict);
    }

    [Theory]
    [InlineData("loss, dw", Verdict.Match)]
    [InlineData("loss, {'w': dw}", Verdict.Match)]
    [InlineData("loss, {'dw': dw}", Verdict.Match)]
    [InlineData("{'loss': loss, 'grads': {'w': dw}}", Verdict.Match)]
    [InlineData("loss, [dw]", Verdict.Match)]
    [InlineData("loss, -dw", Verdict.Mismatch)]
    [InlineData("loss, {'w': 2 * dw}", Verdict.Mismatch)]
    [InlineData("loss, (x, w)", Verdict.Inconclusive)]
    [InlineData("loss, {'x': x, 'w': w}", Verdict.Inconclusive)]
    [InlineData("loss", Verdict.Inconclusive)]
    public void Loss_AndGradientsFromOneFunction_AreTakenAsThat(string returned, Verdict verdict)
    {
        var report = Custom($"import numpy as np\ndef f(x, w):\n    s = x * w\n    loss = (s ** 2).sum()\n    dw = 2 * s * x\n    return {returned}\n", ["w"], Vector("x", 0.5, 2), Vector("w", 1, 0.25));

        Assert.Equal(verdict, report.Verdict);
        Assert.Equal(verdict == Verdict.Inconclusive ? ["dw"] : [], report.Unchecked);
    }

    [Fact]
    public void Gradients_OfAnotherNumberWithoutNames_AreInconclusive()
    {
        var report = Custom("def forward(x, w):\n    return x * w, (x, w)\ndef backward(dout, cache):\n    x, w = cache\n    return dout * x\n", ["x", "w"], Vector("x", 0.5, 2), Vector("w", 1, 0.25));

        Assert.Equal(Verdict.Inconclusive, report.Verdict);
        Assert.StartsWith("`backward` returns 1 value where `dx`, `dw` are asked for, and no name says which is which", report.FirstWrongLine!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gradients_MoreThanAreAskedFor_GoByTheirNames()
    {
        const string code = "def forward(x, w, b):\n    return x * w + b, (x, w)\ndef backward(dout, cache):\n    x, w = cache\n    dx, dw, db = dout * w, dout * x, dout\n    return dx, dw, db\n";

        Assert.Equal(Verdict.Match, Custom(code, ["w", "b"], Vector("x", 0.5, 2), Vector("w", 1, 0.25), Vector("b", 1, 3)).Verdict);
    }

    [Theory]
    [InlineData("return {'dx': dx, 'dw': dw, 'db': db}", Verdict.Match)]
    [InlineData("return [dx, dw, db]", Verdict.Match)]
    [InlineData("return dx, {'db': db, 'dw': dw}", Verdict.Match)]
    [InlineData("return {'x': dx, 'w': dw, 'b': db}", Verdict.Match)]
    [InlineData("return {'dx': dx, 'dw': dw, 'db': 2 * db}", Verdict.Mismatch)]
    [InlineData("return [dx, dw, 2 * db]", Verdict.Mismatch)]
    [InlineData("return {'dx': dx, 'dw': dw}", Verdict.Mismatch)]
    public void Gradients_OfALayerInAnyContainer_AreFound(string returned, Verdict verdict)
    {
        var report = RightProgram.Check("affine", Affine.Replace("return dx, dw, db", returned, StringComparison.Ordinal));

        Assert.Equal(verdict, report.Verdict);
        Assert.Equal(verdict == Verdict.Match ? null : 9, report.FirstWrongLine?.Line);
    }

    [Theory]
    [InlineData("return da, db", Verdict.Match)]
    [InlineData("return db, da", Verdict.Match)]
    [InlineData("return db, 2 * da", Verdict.Mismatch)]
    [InlineData("return [db, da]", Verdict.Match)]
    [InlineData("return 1 * db, 1 * da", Verdict.Mismatch)]
    public void Gradients_GoByTheirNames_AndByTheirOrderWhereNamesSayNothing(string line, Verdict verdict)
    {
        var code = $"def forward(a, b):\n    return a * b, (a, b)\ndef backward(dout, cache):\n    a, b = cache\n    da = dout * b\n    db = dout * a\n    {line}\n";

        Assert.Equal(verdict, Custom(code, ["a", "b"], Vector("a", 1, 2), Vector("b", 3, 5)).Verdict);
    }

    [Theory]
    [InlineData("(db, dw)")]
    [InlineData("[db, dw]")]
    public void Gradients_InATupleBesideTheLoss_GoByTheirNames(string gradients)
    {
        var code = $"def loss(w, b):\n    dw = 2 * w\n    db = 4 * b ** 3\n    return (w ** 2).sum() + (b ** 4).sum(), {gradients}\n";

        Assert.Equal(Verdict.Match, Custom(code, ["w", "b"], Vector("w", 0.5, -1), Vector("b", 2, 3)).Verdict);
        Assert.Equal(Verdict.Mismatch, Custom(code.Replace("4 * b", "b", StringComparison.Ordinal), ["w", "b"], Vector("w", 0.5, -1), Vector("b", 2, 3)).Verdict);
    }

    [Theory]
    [InlineData("return hs", "backward(douts, x)", Verdict.Match)]
    [InlineData("return hs, x", "backward(douts, x)", Verdict.Match)]
    [InlineData("return hs", "backward(grads, x)", Verdict.Match)]
    [InlineData("return hs, x", "backward(douts, cache)", Verdict.Match)]
    public void AListOfArrays_IsOneOutput_WhoseGradientIsAListToo(string returned, string signature, Verdict verdict)
    {
        var taken = signature[9..signature.IndexOf(',', StringComparison.Ordinal)];
        var code = $"""
            import numpy as np
            def forward(x):
                h, hs = np.zeros(2), []
                for t in range(len(x)):
                    h = np.tanh(h + x[t])
                    hs.append(h)
                {returned}
            def {signature}:
                x = {signature[(signature.IndexOf(", ", StringComparison.Ordinal) + 2)..^1]}
                h, hs = np.zeros(2), []
                for t in range(len(x)):
                    h = np.tanh(h + x[t])
                    hs.append(h)
                dx = np.zeros_like(x)
                dh = np.zeros(2)
                for t in reversed(range(len(x))):
                    dh = dh + {taken}[t]
                    dh = dh * (1 - hs[t] ** 2)
                    dx[t] = dh
                return dx
            """;
        var x = new KeyValuePair<string, Tensor>("x", new(new Shape(3, 2), [0.5, -1, 0.25, 1, -0.5, 0.75]));

        var report = Custom(code, ["x"], x);

        Assert.True(report.Verdict == verdict, report.FirstWrongLine?.Message);
        Assert.Equal(Verdict.Mismatch, Custom(code.Replace("dh = dh + ", "dh = ", StringComparison.Ordinal), ["x"], x).Verdict);
    }

    [Fact]
    public void AnOutputThatNothingIsTakenFor_IsTold()
    {
        var report = Custom("def forward(x):\n    a = x * 2\n    return a * 3, a, (x,)\ndef backward(dout, cache):\n    return 6 * dout\n", ["x"], Vector("x", 1, 2));

        Assert.Equal(Verdict.Match, report.Verdict);
        Assert.Equal(["output_without_gradient"], report.Warnings.Select(warning => warning.Code));
    }
}
