using GradCheck.Programs.Judging;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Runs;

namespace GradCheck.Programs.Search;

/// <summary>How a program did on the cases that its verdict is about.</summary>
/// <param name="Program">The program, with these cases.</param>
/// <param name="Examined">Its runs, one a case.</param>
internal sealed record CaseOutcome(ProgramUnderTest Program, IReadOnlyList<Examined> Examined)
{
    /// <summary>Further cases that it was confirmed on; null where it was not.</summary>
    public Confirmed? Confirmed { get; init; }

    /// <summary>What a program that is right on the cases that count does not do.</summary>
    public IReadOnlyList<ProgramWarning> Limits { get; init; } = [];

    /// <summary>Whether all of it is right on all of them.</summary>
    public bool IsRight => Examined.All(item => item.AllHolds);

    /// <summary>The first run that is wrong; where none is, the first.</summary>
    public Examined Worst => Examined.FirstOrDefault(item => !item.AllHolds) ?? Examined[0];
}
