using GradCheck.Comparison;

namespace GradCheck.Programs.Tests.Entries;

/// <summary>How a pass is called does not change what is said of it.</summary>
public class WrappingTests
{
    /// <summary>A wrong program takes a search for its cause, so that every seventh way of calling it is tried, or fewer; each form is among them many times.</summary>
    private static readonly int Every = Effort.Count(35, 7);

    public static TheoryData<string> Passes => [.. Pass.All.Select(pass => pass.Name)];

    [Theory]
    [MemberData(nameof(Passes))]
    public void Check_ARightPass_IsRightHoweverItIsCalled(string name)
    {
        var pass = Pass.All.Single(one => one.Name == name);
        foreach (var wrapping in Effort.Some(5, Wrapping.AllOf(pass)))
        {
            var code = wrapping.Write(pass);
            var report = ProgramChecker.Check(pass.RequestOf(code));
            Assert.True(report.Verdict == Verdict.Match, $"{wrapping}\n{report.FirstWrongLine?.Message ?? string.Join(' ', report.Warnings.Select(warning => warning.Message))}\n{code}");
            Assert.Empty(report.Unchecked);
        }
    }

    [Theory]
    [MemberData(nameof(Passes))]
    public void Check_AWrongPass_IsWrongInItsLineHoweverItIsCalled(string name)
    {
        var pass = Pass.All.Single(one => one.Name == name).WithMistake();
        foreach (var wrapping in Wrapping.AllOf(pass).Where((_, k) => k % Every == 0))
        {
            var code = wrapping.Write(pass);
            var report = ProgramChecker.Check(pass.RequestOf(code));
            Assert.True(report.Verdict == Verdict.Mismatch, $"{report.Verdict} {wrapping}\n{report.FirstWrongLine?.Message}\n{code}");
            Assert.True(report.FirstWrongLine?.Source == pass.Wrong, $"{report.FirstWrongLine?.Source} {wrapping}\n{report.FirstWrongLine?.Message}\n{code}");
        }
    }
}
