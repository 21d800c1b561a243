using GradCheck.Comparison;
using GradCheck.Programs.Reports;

namespace GradCheck.Programs.Tests;

/// <summary>The lines of the two passes without a <c>def</c>.</summary>
public class SnippetTests
{
    private const string Forward = """
        mean = x.mean(axis=0)
        var = x.var(axis=0)
        xhat = (x - mean) / np.sqrt(var + eps)
        out = gamma * xhat + beta
        """;

    private const string Backward = """
        N = x.shape[0]
        dbeta = dout.sum(axis=0)
        dgamma = (dout * xhat).sum(axis=0)
        dx = gamma / (N * np.sqrt(var + eps)) * (N * dout - dbeta - xhat * dgamma)
        """;

    [Fact]
    public void Check_TheLinesOfARightLayer_IsAMatch()
    {
        var report = Check(Forward, Backward);

        Assert.True(report.Verdict == Verdict.Match, report.FirstWrongLine?.Message);
        Assert.Equal(("forward", "backward"), (report.Forward.Function, report.BackwardFunction));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("")]
    [InlineData("\r\n\r\n")]
    public void Check_AWrongLineOfTheSecond_IsCountedFromItsOwnFirst(string end)
    {
        var report = Check(Forward + end, Backward.Replace("var + eps", "var", StringComparison.Ordinal));

        var first = report.FirstWrongLine!;
        Assert.Equal(("backward", 4, 1, "eps_omitted_in_backward"), (first.Function, first.Line, first.Column, first.Finding.Code));
        Assert.Equal("dx = gamma / (N * np.sqrt(var)) * (N * dout - dbeta - xhat * dgamma)", first.Source);
        Assert.Equal("dx = gamma / (N * np.sqrt(var + eps)) * (N * dout - dbeta - xhat * dgamma)", first.Finding.Fix);
    }

    [Fact]
    public void Check_AWrongLineOfTheFirst_IsCountedFromItsFirst()
    {
        var first = Check(Forward.Replace("np.sqrt(var + eps)", "np.sqrt(var)", StringComparison.Ordinal), Backward).FirstWrongLine!;

        Assert.Equal(("forward", 3, "eps_omitted"), (first.Function, first.Line, first.Finding.Code));
    }

    [Fact]
    public void Check_AGradientThatIsNeverMade_IsAnUndefinedName()
    {
        var report = Check(Forward, "dbeta = dout.sum(axis=0)\ndgamma = (dout * xhat).sum(axis=0)\n");

        Assert.Equal(Verdict.Mismatch, report.Verdict);
        Assert.Contains("dx", report.FirstWrongLine!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_NamesThatALoopMakes_ReachTheSecond()
    {
        const string forward = """
            mean = x.sum(axis=0) * 0
            for row in x:
                mean = mean + row
                count = len(x)
            mean = mean / count
            if count > 1:
                var = ((x - mean) ** 2).mean(axis=0)
            else:
                unused = 0
            y = gamma * (x - mean) / np.sqrt(var + eps) + beta
            """;
        const string backward = """
            xhat = (x - mean) / np.sqrt(var + eps)
            dgamma, dbeta = (dout * xhat).sum(axis=0), dout.sum(axis=0)
            dx = gamma / (count * np.sqrt(var + eps)) * (count * dout - dbeta - xhat * dgamma)
            """;

        var report = Check(forward, backward);

        Assert.True(report.Verdict == Verdict.Match, report.FirstWrongLine?.Message);
    }

    [Theory]
    [InlineData("y = np.maximum(0, x)")]
    [InlineData("result = np.maximum(0, x)")]
    [InlineData("mask = x > 0\nout = x * mask\nlast = 3")]
    public void Check_TheOutput_IsOutOrYOrTheLastName(string forward)
    {
        var report = ProgramChecker.Check(new() { Layer = "relu", ForwardSnippet = forward, BackwardSnippet = "dx = dout * (x > 0)" });

        Assert.True(report.Verdict == Verdict.Match, report.FirstWrongLine?.Message);
    }

    [Fact]
    public void Check_AnErrorInASnippet_NamesItsLine()
    {
        var first = Check(Forward, "a = 1\ndx = (dout\n").FirstWrongLine!;

        Assert.Equal(("backward", 2, "syntax_error"), (first.Function, first.Line, first.Finding.Code));
    }

    [Fact]
    public void Check_EmptySnippets_IsAReport()
    {
        Assert.Equal(Verdict.Mismatch, ProgramChecker.Check(new() { Layer = "batchnorm", ForwardSnippet = "", BackwardSnippet = "" }).Verdict);
    }

    private static ProgramReport Check(string forward, string backward) =>
        ProgramChecker.Check(new() { Layer = "batchnorm", ForwardSnippet = forward, BackwardSnippet = backward });
}
