using System.Collections.Immutable;
using GradCheck.Grading;
using GradCheck.Programs.Reports;

namespace GradCheck.Programs.Grading;

/// <summary>How one part of a program came out.</summary>
/// <param name="Part">The part.</param>
/// <param name="Verdict">The verdict; a part that is not right and not wrong either is <see cref="GradeVerdict.Unproven"/>.</param>
/// <param name="Words">What was seen, at every level of reveal.</param>
internal sealed record JudgedPart(string Part, GradeVerdict Verdict, string Words)
{
    /// <summary>More of what was seen, for levels that show where a tensor is wrong.</summary>
    public string? Detail { get; init; }

    /// <summary>The lines that make it wrong, the first to mend first.</summary>
    public ImmutableArray<WrongLine> Lines { get; init; } = [];

    /// <summary>What is wrong and belongs to no line: running averages, test mode.</summary>
    public ImmutableArray<LineFinding> Findings { get; init; } = [];

    /// <summary>The codes of the mistakes.</summary>
    public IEnumerable<string> Causes => Lines.Select(line => line.Finding.Code).Concat(Findings.Select(finding => finding.Code));
}
