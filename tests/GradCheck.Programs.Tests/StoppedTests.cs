using GradCheck.Comparison;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Tests.Support;
using GradCheck.Python.Budgets;

namespace GradCheck.Programs.Tests;

/// <summary>Programs that do not come to their end: each is told where it stopped, and why.</summary>
public class StoppedTests
{
    private static readonly BudgetLimits Small = BudgetLimits.Default with { Steps = 300_000 };

    [Fact]
    public void Check_AnUndefinedName_IsTheFirstWrongLine()
    {
        var report = RightProgram.CheckStaged(("dxmu1 = dxhat * ivar", "dxmu1 = dxhat * inv_var"));

        Assert.Equal(Verdict.Mismatch, report.Verdict);
        var first = report.FirstWrongLine!;
        Assert.Equal(("batchnorm_backward", 40, 21, "undefined_name"), (first.Function, first.Line, first.Column, first.Finding.Code));
        Assert.StartsWith("NameError: name 'inv_var' is not defined", first.Message, StringComparison.Ordinal);
        Assert.All(report.Backward, gradient => Assert.Equal(Verdict.Mismatch, gradient.Verdict));
    }

    [Fact]
    public void Check_AnUndefinedNameInTheForward_IsTheFirstWrongLine()
    {
        var report = RightProgram.CheckStaged(("xhat = xmu * ivar", "xhat = xmu * istd"));

        Assert.Equal(("batchnorm_forward", 19, "undefined_name"), (report.FirstWrongLine!.Function, report.FirstWrongLine.Line, report.FirstWrongLine.Finding.Code));
        Assert.Equal(Verdict.Mismatch, report.Forward.Verdict);
        Assert.StartsWith("NameError: name 'istd' is not defined", report.Forward.Note, StringComparison.Ordinal);
        Assert.All(report.Backward, gradient => Assert.Equal(Verdict.Inconclusive, gradient.Verdict));
    }

    [Theory]
    [InlineData("xhat, gamma, xmu, ivar, sqrtvar, var = cache", "ValueError: too many values to unpack (expected 6")]
    [InlineData("xhat, gamma, xmu, ivar, sqrtvar, var, eps, more = cache", "ValueError: not enough values to unpack (expected 8, got 7)")]
    public void Check_ACacheOfAnotherCount_IsWrongUnpacking(string line, string message)
    {
        var first = RightProgram.CheckStaged(("xhat, gamma, xmu, ivar, sqrtvar, var, eps = cache", line)).FirstWrongLine!;

        Assert.Equal(("batchnorm_backward", 34, "wrong_unpacking"), (first.Function, first.Line, first.Finding.Code));
        Assert.StartsWith(message, first.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("print \"backward\"", "python_2")]
    [InlineData("print 'N', N", "python_2")]
    public void Check_AFileOfPython2_SaysSo(string line, string code)
    {
        var report = RightProgram.CheckStaged(("N, D = dout.shape", "N, D = dout.shape\n    " + line));

        Assert.Equal(Verdict.Mismatch, report.Verdict);
        Assert.Equal(("batchnorm_backward", 36, code), (report.FirstWrongLine!.Function, report.FirstWrongLine.Line, report.FirstWrongLine.Finding.Code));
    }

    [Fact]
    public void Check_ADivisionOfPython2_SaysSo()
    {
        var report = RightProgram.Check("conv", RightProgram.Code("conv_pool", ("H_out = 1 + (H + 2 * pad - HH) // stride", "H_out = 1 + (H + 2 * pad - HH) / stride")));

        Assert.Equal(Verdict.Mismatch, report.Verdict);
        Assert.Equal("python_2_division", report.FirstWrongLine!.Finding.Code);
    }

    [Fact]
    public void Check_WithoutTheFunction_NamesItAndWhatThereIs()
    {
        var report = RightProgram.Check("layernorm", RightProgram.Code("conv_pool"));

        Assert.Equal(Verdict.Mismatch, report.Verdict);
        var first = report.FirstWrongLine!;
        Assert.Equal(("layernorm_forward", null, "function_missing"), (first.Function, first.Line, first.Finding.Code));
        Assert.Equal("There is no function `layernorm_forward`. The code defines `conv_forward_naive`, `conv_backward_naive`, `max_pool_forward_naive`, `max_pool_backward_naive`.", first.Message);
    }

    [Fact]
    public void Check_WithoutTheNamedFunction_NamesIt()
    {
        var request = new ProgramRequest { Layer = "layernorm", Code = RightProgram.Code("layernorm"), BackwardName = "ln_back" };

        var first = ProgramChecker.Check(request).FirstWrongLine!;

        Assert.Equal(("ln_back", "function_missing"), (first.Function, first.Finding.Code));
        Assert.Equal("There is no function `ln_back`. The code defines `layernorm_forward`, `layernorm_backward`.", first.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n# nothing\n")]
    [InlineData("import numpy as np\nx = 3\n")]
    public void Check_AFileWithoutFunctions_SaysSo(string code)
    {
        var first = RightProgram.Check("relu", code).FirstWrongLine!;

        Assert.Equal("There is no function `relu_forward`. The code defines no function.", first.Message);
    }

    [Theory]
    [InlineData("dx = None")]
    [InlineData("dx = np.zeros((N, D))")]
    [InlineData("dx = 'todo'")]
    public void Check_AGradientThatIsNotThereYet_IsUnfinished(string line)
    {
        var report = RightProgram.CheckStaged(("dx = dxmu + 1.0 / N * np.ones((N, D)) * dmu", line));

        Assert.Equal(Verdict.Mismatch, report.Verdict);
        Assert.Equal(("batchnorm_backward", "unfinished"), (report.FirstWrongLine!.Function, report.FirstWrongLine.Finding.Code));
        Assert.Contains("dx", report.FirstWrongLine.Message, StringComparison.Ordinal);
        Assert.Equal([Verdict.Mismatch, Verdict.Match, Verdict.Match], report.Backward.Select(gradient => gradient.Verdict));
    }

    [Fact]
    public void Check_TheCoursesTemplate_IsUnfinished()
    {
        const string code = """
            import numpy as np
            def layernorm_forward(x, gamma, beta, ln_param):
                out, cache = None, None
                # your code here
                pass
                return out, cache
            def layernorm_backward(dout, cache):
                dx, dgamma, dbeta = None, None, None
                pass
                return dx, dgamma, dbeta
            """;

        var report = RightProgram.Check("layernorm", code);

        Assert.Equal(Verdict.Mismatch, report.Verdict);
        Assert.Equal(("layernorm_forward", 6, "unfinished"), (report.FirstWrongLine!.Function, report.FirstWrongLine.Line, report.FirstWrongLine.Finding.Code));
    }

    [Fact]
    public void Check_FewerGradientsThanInputs_IsUnfinished()
    {
        var first = RightProgram.CheckStaged(("return dx, dgamma, dbeta", "return dx, dgamma")).FirstWrongLine!;

        Assert.Equal(("batchnorm_backward", 48, "unfinished"), (first.Function, first.Line, first.Finding.Code));
        Assert.Contains("`dbeta`", first.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("while True:\n        N = N", 36)]
    [InlineData("while N: pass", 36)]
    public void Check_AnEndlessLoop_IsInconclusiveWithItsLine(string loop, int line)
    {
        var request = new ProgramRequest { Layer = "batchnorm", Code = RightProgram.Code("batchnorm_staged", ("N, D = dout.shape", "N, D = dout.shape\n    " + loop)) };

        var report = ProgramChecker.Check(request, Small);

        Assert.Equal(Verdict.Inconclusive, report.Verdict);
        var first = report.FirstWrongLine!;
        Assert.Equal(("batchnorm_backward", "budget_exceeded"), (first.Function, first.Finding.Code));
        Assert.InRange(first.Line!.Value, line, line + 1);
        Assert.Contains("it had used its budget of 300,000 steps", first.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_AnEndlessLoopAtTheTop_IsInconclusive()
    {
        var report = ProgramChecker.Check(new() { Layer = "relu", Code = "while True:\n    pass\n" + RightProgram.Code("affine_relu_softmax") }, Small);

        Assert.Equal(Verdict.Inconclusive, report.Verdict);
        Assert.Equal("budget_exceeded", report.FirstWrongLine!.Finding.Code);
    }

    [Theory]
    [InlineData("with open('x') as f:\n        N = 3", 36)]
    [InlineData("N = np.fft.fft(dout)", 36)]
    [InlineData("N = open('/etc/passwd')", 36)]
    [InlineData("import os; N = os.listdir('.')", 36)]
    [InlineData("N = eval('3')", 36)]
    public void Check_WhatIsOutsideTheSubset_IsInconclusiveWithItsLine(string statement, int line)
    {
        var report = RightProgram.CheckStaged(("N, D = dout.shape", "N, D = dout.shape\n    " + statement));

        Assert.Equal(Verdict.Inconclusive, report.Verdict);
        Assert.Equal(("batchnorm_backward", line, "unsupported"), (report.FirstWrongLine!.Function, report.FirstWrongLine.Line, report.FirstWrongLine.Finding.Code));
    }

    [Fact]
    public void Check_AClassBesideTheFunctions_IsNoMatter()
    {
        var report = RightProgram.Check("layernorm", "class Net(object):\n    def forward(self, x):\n        return x\n" + RightProgram.Code("layernorm"));

        Assert.True(report.Verdict == Verdict.Match, report.FirstWrongLine?.Message);
    }

    [Fact]
    public void Check_CallsWithoutEnd_AreARecursionError()
    {
        var report = RightProgram.CheckStaged(("N, D = dout.shape", "return batchnorm_backward(dout, cache)"));

        Assert.Equal(Verdict.Mismatch, report.Verdict);
        Assert.Equal("recursion", report.FirstWrongLine!.Finding.Code);
    }

    [Fact]
    public void Check_ShapesThatDoNotGoTogether_AreBlamedWhereTheShapeCameFrom()
    {
        var report = RightProgram.CheckStaged(("dvar = 0.5 / np.sqrt(var + eps) * dsqrtvar", "dvar = np.ones((N, 1))[:, 0] * np.sum(dsqrtvar)"));

        Assert.Equal(Verdict.Mismatch, report.Verdict);
        Assert.Equal(("batchnorm_backward", 42), (report.FirstWrongLine!.Function, report.FirstWrongLine.Line));
        Assert.Contains("could not be broadcast together", report.FirstWrongLine.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("raise ValueError('x' * 1000000)")]
    [InlineData("assert False, 'x' * 1000000")]
    [InlineData("N = {}['x' * 1000000]")]
    public void Check_AnExceptionOfAHugeText_IsToldInPart(string statement)
    {
        var report = RightProgram.CheckStaged(("N, D = dout.shape", "N, D = dout.shape\n    " + statement));

        Assert.Equal(Verdict.Mismatch, report.Verdict);
        Assert.InRange(report.FirstWrongLine!.Message.Length, 1000, 1300);
        Assert.All(report.Backward, gradient => Assert.InRange(gradient.Note!.Length, 1000, 1300));
    }

    [Fact]
    public void Check_AnUnknownLayer_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => RightProgram.Check("batchnrm", "x = 1"));
    }

    [Fact]
    public void Check_ThatIsCancelled_Ends()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        var request = new ProgramRequest { Layer = "relu", Code = "def relu_forward(x):\n    while True:\n        pass\n" };

        Assert.ThrowsAny<OperationCanceledException>(() => ProgramChecker.Check(request, null, cancellation.Token));
    }
}
