using GradCheck.Comparison;
using GradCheck.Programs.Reports;
using GradCheck.Tensors;

namespace GradCheck.Programs.Tests.Classes;

/// <summary>Classes as courses and books have them: with small numbers in their losses, with files beside them, with parameters that the client gives.</summary>
public class BorrowedClassTests
{
    private const string Loss = """
        import numpy as np

        class SoftmaxWithLoss:
            def forward(self, x, t):
                e = np.exp(x - x.max(axis=1, keepdims=True))
                self.t, self.y = t, e / e.sum(axis=1, keepdims=True)
                return -np.sum(np.log(self.y[np.arange(len(t)), t] + 1e-7)) / len(t)

            def backward(self, dout=1):
                dx = self.y.copy()
                dx[np.arange(len(self.t)), self.t] -= 1
                return dx / len(self.t)

        """;

    private const string Dropout = """
        import numpy as np

        class Dropout:
            def __init__(self, p=0.5):
                self.p = p

            def forward(self, x):
                self.mask = np.random.rand(*x.shape) > self.p
                return x * self.mask / (1 - self.p)

            def backward(self, dout):
                return dout * self.mask

        """;

    private const string Affine = """
        import numpy as np

        class Affine:
            def __init__(self, W, b):
                self.W, self.b = W, b

            def forward(self, x):
                self.x = x
                return x @ self.W + self.b

            def backward(self, dout):
                self.dW = self.x.T @ dout
                self.db = dout.sum(axis=0)
                return dout @ self.W.T

        """;

    private static readonly Tensor X = new(new Shape(2, 3), [0.4, -1.2, 0.9, 1.7, 0.3, -0.6]);

    [Fact]
    public void Check_ASmallNumberInsideOfTheLogarithm_IsAMatchAndTold()
    {
        var report = ProgramChecker.Check(new() { Layer = "softmax_loss", Code = Loss });

        Assert.Equal(Verdict.Match, report.Verdict);
        Assert.Contains(report.Warnings, warning => warning.Code == "smoothed_log");
    }

    [Fact]
    public void Check_AMistakeBesideASmallNumberInTheLogarithm_IsNamed()
    {
        var report = ProgramChecker.Check(new() { Layer = "softmax_loss", Code = Loss.Replace("return dx / len(self.t)", "return dx", StringComparison.Ordinal) });

        Assert.Equal(Verdict.Mismatch, report.Verdict);
        Assert.Equal("not_divided_by_m", report.FirstWrongLine?.Finding.Code);
        Assert.DoesNotContain(report.Warnings, warning => warning.Code == "smoothed_log" && report.Verdict == Verdict.Match);
    }

    [Theory]
    [InlineData("dx[np.arange(len(self.t)), self.t] -= 1", "dx[np.arange(len(self.t)), self.t] += 1")]
    [InlineData("return dx / len(self.t)", "return dx")]
    public void Check_AMistakeInTheBranchForLabels_IsNotHiddenByTheOneForOneHot(string right, string wrong)
    {
        var both = Loss.Replace("dx = self.y.copy()", "if self.t.size == self.y.size:\n            return (self.y - self.t) / len(self.t)\n        dx = self.y.copy()", StringComparison.Ordinal)
            .Replace("return -np.sum(", "if t.size == self.y.size:\n            t = t.argmax(axis=1)\n        return -np.sum(", StringComparison.Ordinal);

        Assert.Equal(Verdict.Match, ProgramChecker.Check(new() { Layer = "softmax_loss", Code = both }).Verdict);
        Assert.Equal(Verdict.Mismatch, ProgramChecker.Check(new() { Layer = "softmax_loss", Code = both.Replace(right, wrong, StringComparison.Ordinal) }).Verdict);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.5)]
    public void Check_DropoutWithoutItsScaleOnTheWayBack_NamesTheScale(double p)
    {
        var report = ProgramChecker.Check(Custom(Dropout, new() { ["p"] = Of(new(new Shape(), [p])) }));

        Assert.Equal(Verdict.Mismatch, report.Verdict);
        Assert.Equal("return dout * self.mask / (1 - self.p)", report.FirstWrongLine?.Finding.Fix);
    }

    [Fact]
    public void Check_ParametersThatTheClientGivesButDoesNotAskFor_AreAMatch()
    {
        Dictionary<string, InitValue> init = new() { ["W"] = Of(new(new Shape(3, 2), [0.2, -0.4, 0.7, 0.1, -0.9, 0.5])), ["b"] = Of(new(new Shape(2), [0.1, -0.3])) };

        Assert.Equal(Verdict.Match, ProgramChecker.Check(Custom(Affine, init)).Verdict);
        Assert.Equal(Verdict.Mismatch, ProgramChecker.Check(Custom(Affine.Replace("sum(axis=0)", "mean(axis=0) * 3", StringComparison.Ordinal), init)).Verdict);
    }

    [Theory]
    [InlineData("from project.np import *\n")]
    [InlineData("from .backend import np\n")]
    public void Check_NumPyFromAFileOfTheProject_IsNumPy(string import)
    {
        var code = Loss.Replace("import numpy as np\n", import, StringComparison.Ordinal);

        Assert.Equal(Verdict.Match, ProgramChecker.Check(new() { Layer = "softmax_loss", Code = code }).Verdict);
    }

    [Fact]
    public void Check_ASecondFileAboveTheLineThatImportsFromIt_IsFound()
    {
        const string Helper = """
            import numpy as np

            def sigmoid(x):
                return 1 / (1 + np.exp(-x))

            from common.functions import sigmoid

            class Sigmoid:
                def forward(self, x):
                    self.out = sigmoid(x)
                    return self.out

                def backward(self, dout):
                    return dout * self.out * (1 - self.out)
            """;

        Assert.Equal(Verdict.Match, ProgramChecker.Check(Custom(Helper, [])).Verdict);
    }

    private static InitValue Of(Tensor numbers) => new() { Numbers = numbers };

    private static ProgramRequest Custom(string code, Dictionary<string, InitValue> init) =>
        new() { Layer = "custom", Code = code, Inputs = [new("x", X)], Differentiate = ["x"], Init = init };
}
