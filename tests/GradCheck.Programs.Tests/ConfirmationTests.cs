using GradCheck.Comparison;
using GradCheck.Programs.Tests.Support;

namespace GradCheck.Programs.Tests;

/// <summary>What a search finds is held against cases that it has not seen, and a fix is tried as it is printed.</summary>
public class ConfirmationTests
{
    public static TheoryData<string> WrongNames() => [.. ProgramCase.Wrong.Select(program => program.Program)];

    [Fact]
    public void Match_IsConfirmedOnFurtherCases()
    {
        Assert.All(ProgramCase.Right, program =>
        {
            var report = ProgramChecker.Check(program.Request);
            var subject = RightProgram.SubjectOf(program.Layer);

            Assert.Equal(subject.HeldBack.Count + subject.Limits.Count, report.Confirmed!.Cases);
            Assert.Equal(report.Confirmed.Cases, report.Confirmed.Shapes.Count);
            Assert.DoesNotContain(report.Confirmed.Shapes, shape => subject.Trials.Any(trial => trial.Sizes == shape));
        });
    }

    [Fact]
    public void Match_ThatHoldsOnTheCasesAlone_IsAMismatchOnOneHeldBack()
    {
        // As many numbers as x has in the three cases: the mistake is in a branch that none of them takes.
        var code = RightProgram.Code("layernorm").Replace("def layernorm_backward(dout, cache):", "def layernorm_backward(dout, cache):\n    if dout.size not in (24, 15, 36):\n        dout = 2 * dout", StringComparison.Ordinal);

        var report = RightProgram.Check("layernorm", code);

        Assert.Equal(Verdict.Mismatch, report.Verdict);
        Assert.Contains(report.Backward, gradient => gradient.Case == "data held back");
        Assert.Contains("data held back", report.Cases);
        Assert.Null(report.Confirmed);
    }

    [Fact]
    public void Fix_ThatHoldsOnTheCasesAlone_IsNotOffered()
    {
        // A name that is D in the three cases, and in no other.
        var chance = RightProgram.Code("layernorm").Replace("    D = dout.shape[1]", "    E = {24: 4, 15: 3, 36: 9}.get(dout.size, 1)\n    D = dout.shape[0]", StringComparison.Ordinal);

        var report = RightProgram.Check("layernorm", chance);

        Assert.Equal(Verdict.Mismatch, report.Verdict);
        Assert.NotEqual("D = E", report.FirstWrongLine!.Finding.Fix);
        Assert.True(report.FirstWrongLine.Finding.Fix is null || report.FirstWrongLine.Finding.Confirmed is not null);
    }

    [Theory]
    [MemberData(nameof(WrongNames))]
    public void Fix_OfAStoredProgram_HoldsAsText(string name)
    {
        var program = ProgramCase.Wrong.First(program => program.Program == name);
        var report = ProgramChecker.Check(program.Request);
        var line = report.FirstWrongLine!;
        Mended.AssertHolds(program.Request, report);
        if (line.Finding.Fix is null || report.FurtherWrongLines.Count > 0)
        {
            return;
        }

        Assert.NotNull(line.Finding.Confirmed);
        var again = ProgramChecker.Check(program.Request with { Code = Mended.Code(program.Code, report), Seed = 77 });
        Assert.True(again.Verdict == Verdict.Match, $"{line.Finding.Fix}: {again.FirstWrongLine?.Message}");
    }
}
