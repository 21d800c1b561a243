using GradCheck.Programs.Numbers;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Reports;

namespace GradCheck.Programs.Judging;

/// <summary>What can be said of a value in the backward pass.</summary>
/// <param name="Verdict">Match where it equals a gradient (or a forward value), mismatch where its name says what it should be and it is not, else unchecked.</param>
/// <param name="Against">What it was held against, in words.</param>
/// <param name="Truth">What it should be, if its name says so.</param>
/// <param name="Pair">The forward value whose gradient its name says it is.</param>
/// <param name="IsAnother">Whether it is right as something else than its name says, which may be meant or may be the mistake.</param>
internal sealed record Judgement(LineVerdict Verdict, string? Against, Snapshot? Truth, Event? Pair, bool IsAnother = false)
{
    /// <summary>Whether it is what its name says, or where that says nothing, some right value.</summary>
    public bool IsRight => Verdict == LineVerdict.Match && !IsAnother;

    /// <summary>Whether it is but a part of the gradient that its name says it is.</summary>
    public bool IsPart { get; init; }

    public static Judgement Unchecked { get; } = new(LineVerdict.Unchecked, null, null, null);
}
