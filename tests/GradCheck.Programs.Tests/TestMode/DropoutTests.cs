using GradCheck.Comparison;
using GradCheck.Programs.Tests.Support;

namespace GradCheck.Programs.Tests.TestMode;

/// <summary>Dropout, whose values are random: what can be said all the same, and its test mode.</summary>
public class DropoutTests
{
    private const string Mask = "mask = (np.random.rand(*x.shape) < p) / p";

    private const string Right = """
        import numpy as np
        def dropout_forward(x, dropout_param):
            p, mode = dropout_param['p'], dropout_param['mode']
            if 'seed' in dropout_param:
                np.random.seed(dropout_param['seed'])
            mask = None
            if mode == 'train':
                mask = (np.random.rand(*x.shape) < p) / p
                out = x * mask
            elif mode == 'test':
                out = x
            cache = (dropout_param, mask)
            return out, cache

        def dropout_backward(dout, cache):
            dropout_param, mask = cache
            return dout * mask
        """;

    [Theory]
    [InlineData(Mask)]
    [InlineData("mask = (np.random.rand(*x.shape) > p) / (1 - p)")]
    [InlineData("mask = np.random.binomial(1, p, size=x.shape) / p")]
    [InlineData("mask = (np.random.random(x.shape) < p).astype(float) / p")]
    public void Check_KeptOrDroppedWithP_IsAMatch(string mask)
    {
        var report = RightProgram.Check("dropout", Right.Replace(Mask, mask, StringComparison.Ordinal));

        Assert.True(report.Verdict == Verdict.Match, report.FirstWrongLine?.Message);
        Assert.Equal(Verdict.Match, report.TestMode!.Verdict);
    }

    [Theory]
    [InlineData("mask = np.random.rand(*x.shape) < p", "dropout_not_scaled")]
    [InlineData("mask = (np.random.rand(*x.shape) < p) / (1 - p)", "dropout_wrong_scale")]
    [InlineData("mask = (np.random.rand(*x.shape) < p / 2) / p", "dropout_wrong_rate")]
    [InlineData("mask = np.random.rand(*x.shape) < p / p", "dropout_wrong_rate")]
    public void Check_AMistakeOfPublishedSolutions_IsBlamedOnTheMask(string mask, string code)
    {
        var report = RightProgram.Check("dropout", Right.Replace(Mask, mask, StringComparison.Ordinal));

        Assert.Equal(Verdict.Mismatch, report.Verdict);
        var first = report.FirstWrongLine!;
        Assert.Equal(("dropout_forward", 8, code), (first.Function, first.Line, first.Finding.Code));
    }

    [Fact]
    public void Check_ABackwardThatForgetsTheMask_IsBlamedThere()
    {
        var report = RightProgram.Check("dropout", Right.Replace("return dout * mask", "return dout", StringComparison.Ordinal));

        Assert.Equal(("dropout_backward", 17), (report.FirstWrongLine!.Function, report.FirstWrongLine.Line));
    }

    [Fact]
    public void Check_ScaledAtTestTime_IsAFindingOfTestMode()
    {
        var report = RightProgram.Check("dropout", Right.Replace("out = x\n", "out = x * p\n", StringComparison.Ordinal));

        Assert.Equal(Verdict.Match, report.Verdict);
        Assert.Equal(["scaled_at_test_time"], report.TestMode!.Findings.Select(finding => finding.Code));
    }
}
