using GradCheck.Programs.Edits;
using GradCheck.Programs.Recording;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Blame;

/// <summary>An edit that may be tried.</summary>
/// <param name="Edit">The edit.</param>
/// <param name="At">A value of the line that it is for.</param>
/// <param name="Place">The place of the line in the order of suspicion.</param>
/// <param name="Burden">How unlikely it is in its place.</param>
internal sealed record Candidate(Edit Edit, Event At, int Place, int Burden = 0)
{
    /// <summary>How large a change it is, and how unlikely in its place.</summary>
    public int Score { get; } = Edit.Cost + Burden;

    /// <summary>The statement that is replaced.</summary>
    public Statement Old => Edit.Header ?? At.Statement!;
}
