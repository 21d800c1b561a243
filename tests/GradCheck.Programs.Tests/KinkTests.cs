using GradCheck.Comparison;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Tests.Support;
using GradCheck.Tensors;

namespace GradCheck.Programs.Tests;

/// <summary>A client's inputs that lie where a function has no single gradient: right code stays right, wrong code wrong.</summary>
public class KinkTests
{
    private const string Relu = """
        import numpy as np

        def relu_forward(x):
            out = np.maximum(0, x)
            return out, x

        def relu_backward(dout, cache):
            x = cache
            dx = dout * (x > 0)
            return dx
        """;

    private static readonly Tensor AtZero = new(new Shape(2, 3), [0, 1, -1, 2, 0, -0.5]);

    [Theory]
    [InlineData("x > 0")]
    [InlineData("x >= 0")]
    public void Check_ReluAtZero_IsAMatchWhateverIsChosenThere(string mask)
    {
        var report = CheckRelu(Relu.Replace("x > 0", mask, StringComparison.Ordinal));

        Assert.True(report.Verdict == Verdict.Match, report.FirstWrongLine?.Message);
    }

    [Fact]
    public void Check_ReluAtZero_SaysThatTheInputsLieOnAKink()
    {
        var other = CheckRelu(Relu.Replace("x > 0", "x >= 0", StringComparison.Ordinal)).Warnings;

        Assert.Contains(CheckRelu(Relu).Warnings.Concat(other), warning => warning.Code == "kink");
    }

    [Fact]
    public void Check_AWrongMaskAtZero_IsStillAMismatch()
    {
        var report = CheckRelu(Relu.Replace("x > 0", "x < 0", StringComparison.Ordinal));

        Assert.Equal((Verdict.Mismatch, 9), (report.Verdict, report.FirstWrongLine!.Line));
        Assert.DoesNotContain(report.Warnings, warning => warning.Code == "kink");
    }

    [Fact]
    public void Check_ANormalizationLayerWithInputsThatItDoesNotTake_LeavesThemAlone()
    {
        var code = RightProgram.Code("batchnorm_staged", ("dvar = 0.5 / np.sqrt(var + eps) * dsqrtvar", "dvar = 0.5 / np.sqrt(var) * dsqrtvar"));

        var report = ProgramChecker.Check(new() { Layer = "batchnorm", Code = code, Inputs = [new("x", AtZero)] });

        Assert.Equal((Verdict.Mismatch, "eps_omitted_in_backward"), (report.Verdict, report.FirstWrongLine!.Finding.Code));
    }

    [Fact]
    public void Check_EqualValuesInAWindow_AreAMatch()
    {
        const string Pool = """
            import numpy as np

            def forward(x):
                out = np.max(x, axis=1)
                return out, x

            def backward(dout, x):
                mask = x == x.max(axis=1, keepdims=True)
                dx = mask * dout[:, None]
                return dx
            """;

        var report = ProgramChecker.Check(new() { Layer = "custom", Code = Pool, Inputs = [new("x", new(new Shape(2, 3), [1, 1, 0, 2, -1, 2]))], Differentiate = ["x"] });

        Assert.True(report.Verdict == Verdict.Match, report.FirstWrongLine?.Message);
        Assert.Contains(report.Warnings, warning => warning.Code == "kink");
    }

    private static ProgramReport CheckRelu(string code) => ProgramChecker.Check(new() { Layer = "relu", Code = code, Inputs = [new("x", AtZero)] });
}
