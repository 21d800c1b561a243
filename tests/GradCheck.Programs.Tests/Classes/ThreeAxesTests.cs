using GradCheck.Comparison;
using GradCheck.Programs.Reports;

namespace GradCheck.Programs.Tests.Classes;

/// <summary>Layers that are defined for matrices and for batches of three axes, in programs that take only the latter.</summary>
public class ThreeAxesTests
{
    private const string Norm = """
        import torch

        class LayerNorm:
            @staticmethod
            def forward(x, w, b, eps=1e-5):
                B, T, C = x.size()
                mean = x.sum(-1, keepdim=True) / C
                var = ((x - mean) ** 2).sum(-1, keepdim=True) / C
                rstd = (var + eps) ** -0.5
                norm = (x - mean) * rstd
                return norm * w + b, (norm, w, rstd)

            @staticmethod
            def backward(dout, cache):
                norm, w, rstd = cache
                db = dout.sum((0, 1))
                dw = (dout * norm).sum((0, 1))
                dnorm = dout * w
                dx = rstd * (dnorm - dnorm.mean(-1, keepdim=True) - norm * (dnorm * norm).mean(-1, keepdim=True))
                return dx, dw, db

        """;

    [Fact]
    public void Check_ARightNormOfSequences_IsAMatchAndSaysOnWhat()
    {
        var report = Check(Norm);

        Assert.True(report.Verdict == Verdict.Match, report.FirstWrongLine?.Message);
        Assert.Contains(report.Warnings, warning => warning.Code == "three_axes");
    }

    [Fact]
    public void Check_AWrongNormOfSequences_NamesItsLine()
    {
        var report = Check(Norm.Replace("norm * (dnorm * norm).mean(", "norm * (dnorm * norm).sum(", StringComparison.Ordinal));

        Assert.Equal((Verdict.Mismatch, 19, "sum_instead_of_mean"), (report.Verdict, report.FirstWrongLine!.Line, report.FirstWrongLine.Finding.Code));
    }

    [Fact]
    public void Check_ACacheUnpackedIntoTooMany_StaysWrong() =>
        Assert.Equal("wrong_unpacking", Check(Norm.Replace("norm, w, rstd = cache", "norm, w, rstd, mean = cache", StringComparison.Ordinal)).FirstWrongLine?.Finding.Code);

    private static ProgramReport Check(string code) => ProgramChecker.Check(new() { Layer = "layernorm", Code = code, Parts = ReportParts.None });
}
