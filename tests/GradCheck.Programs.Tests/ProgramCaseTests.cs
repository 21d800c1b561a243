using GradCheck.Comparison;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Subjects;
using GradCheck.Programs.Tests.Support;

namespace GradCheck.Programs.Tests;

/// <summary>The programs beside the tests: the right ones right for every layer they hold, in each wrong one its line and its cause.</summary>
public class ProgramCaseTests
{
    public static TheoryData<string> RightNames() => [.. ProgramCase.Right.Select(program => program.ToString())];

    public static TheoryData<string> WrongNames() => [.. ProgramCase.Wrong.Select(Name)];

    public static TheoryData<string> SomeWrongNames() => [.. Effort.Some(4, ProgramCase.Wrong.Select(Name))];

    [Theory]
    [MemberData(nameof(RightNames))]
    public void Check_ARightProgram_IsAMatchInEveryPart(string name)
    {
        foreach (var program in ProgramCase.Right.Where(program => program.ToString() == name))
        {
            var report = ProgramChecker.Check(program.Request);

            Assert.True(report.Verdict == Verdict.Match, $"{program.Layer}: {report.FirstWrongLine}");
            Assert.Equal(Verdict.Match, report.Forward.Verdict);
            Assert.Equal(ProgramLayers.GradientsOf(program.Layer), report.Backward.Select(gradient => gradient.Name));
            Assert.All(report.Backward, gradient => Assert.Equal((Verdict.Match, (Verdict?)Verdict.Match), (gradient.Verdict, gradient.LayerVerdict)));
            Assert.DoesNotContain(report.Lines, line => line.Verdict is LineVerdict.Mismatch or LineVerdict.Follows);
            Assert.Empty(report.FurtherWrongLines);
            Assert.Empty(report.SideEffects);
        }
    }

    [Theory]
    [MemberData(nameof(RightNames))]
    public void Check_ARightProgramUnderOtherSeeds_IsAMatch(string name)
    {
        foreach (var program in ProgramCase.Right.Where(program => program.ToString() == name))
        {
            foreach (var seed in new ulong[] { 2, 3, 99 })
            {
                Assert.Equal(Verdict.Match, ProgramChecker.Check(program.Request with { Seed = seed }).Verdict);
            }
        }
    }

    [Theory]
    [MemberData(nameof(WrongNames))]
    public void Check_AWrongProgram_BlamesItsLineFirstAndNamesACause(string name)
    {
        var program = ProgramCase.Wrong.Single(program => Name(program) == name);

        var report = ProgramChecker.Check(program.Request);

        Assert.Equal(Verdict.Mismatch, report.Verdict);
        var first = report.FirstWrongLine!;
        Assert.True((first.Function, first.Line) == (program.Function, program.Line), $"{first.Function} {first.Line}, should be {program.Function} {program.Line}: {first.Message}");
        Assert.Contains(first.Finding.Code, program.Causes);
        Assert.Equal(program.Code.Split('\n')[program.Line - 1].Trim(), first.Source);
        Assert.Equal(program.IsForwardWrong ? Verdict.Mismatch : Verdict.Match, report.Forward.Verdict);
    }

    [Theory]
    [MemberData(nameof(SomeWrongNames))]
    public void Check_AProgramWithOneWrongLine_FindsNoFurtherOne(string name)
    {
        var report = ProgramChecker.Check(ProgramCase.Wrong.Single(program => Name(program) == name).Request);

        Assert.Empty(report.FurtherWrongLines);
    }

    [Fact]
    public void Cases_BesideTheTests_AreTheOnesThatWereCounted()
    {
        Assert.Equal(13, ProgramCase.Right.Count);
        Assert.True(ProgramCase.Wrong.Count >= 36);
    }

    private static string Name(ProgramCase program) => $"{Path.GetFileName(program.Folder)}/{program.Program}";
}
