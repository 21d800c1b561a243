using GradCheck.Programs.Edits;
using GradCheck.Programs.Recording;

namespace GradCheck.Programs.Blame;

/// <summary>An edit that helps.</summary>
/// <param name="Edit">The edit.</param>
/// <param name="At">A value of the line that it is for.</param>
/// <param name="All">Whether it makes all that was looked at right, and not just this value.</param>
/// <param name="Score">How large a change it is, and how unlikely in its place.</param>
internal sealed record Found(Edit Edit, Event At, bool All, int Score)
{
    /// <summary>How much larger a change may be that leaves nothing wrong.</summary>
    public const int MostBeyond = 4;

    /// <summary>From this score on a change of one line is a large one.</summary>
    public const int Large = 3;

    /// <summary>Whether what was not looked at is right with it as well.</summary>
    public bool IsWhole { get; init; } = true;
}
