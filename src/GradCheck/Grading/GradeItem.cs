using System.Collections.Immutable;

namespace GradCheck.Grading;

/// <summary>One thing that was graded: what it is worth, what it earned, and why.</summary>
public sealed record GradeItem
{
    /// <summary>What people call it: <c>dx, case 2 (offset)</c>. Different from every other of its report, and one line.</summary>
    public required string Name { get; init; }

    /// <summary>The line of the rubric that it counts for: <c>dx</c>. Items of several cases share one.</summary>
    public required string Part { get; init; }

    /// <summary>The case that it belongs to, from 0; null where there are no cases.</summary>
    public int? Case { get; init; }

    /// <summary>What it earned, from 0 to <see cref="MaxPoints"/>.</summary>
    public required decimal Points { get; init; }

    /// <summary>What it is worth, 0 or more.</summary>
    public required decimal MaxPoints { get; init; }

    /// <summary>How it came out. A mistake that is forgiven or earns partial credit stays a mismatch.</summary>
    public required GradeVerdict Verdict { get; init; }

    /// <summary>Why, in plain sentences; a student's own error may have several lines.</summary>
    public required string Reason { get; init; }

    /// <summary>The codes of the mistakes found, where the level of reveal shows them.</summary>
    public ImmutableArray<string> Causes { get; init; } = [];

    /// <summary>Where in the student's code it went wrong; null where that is not known.</summary>
    public CodePlace? Place { get; init; }

    /// <summary>Whether nothing is wrong with it.</summary>
    public bool Passed => Verdict is GradeVerdict.Match or GradeVerdict.Inconclusive;
}
