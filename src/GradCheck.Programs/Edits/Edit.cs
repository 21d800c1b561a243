using GradCheck.Python.Source;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Edits;

/// <summary>A small change of one statement, to be tried.</summary>
/// <param name="Code">What the mistake would be, if it helps.</param>
/// <param name="Cost">How large a change it is: where several help, the smallest is told.</param>
/// <param name="Made">The statement after it; its span is that of the original.</param>
internal sealed record Edit(string Code, int Cost, Statement Made)
{
    /// <summary>What deletes a part of a formula: it proves something only where all comes right by it.</summary>
    private static readonly string[] Deletions = ["extra_term", "extra_factor", "extra_function", "summed_too_early", "not_in_forward"];

    /// <summary>The statement that it replaces, where that is not the suspected line but a loop or branch around it; else null.</summary>
    public Statement? Header { get; init; }

    /// <summary>The piece of the original that it changes: in a statement over several lines, it tells the line.</summary>
    public Span? Changed { get; init; }

    /// <summary>The one node that it puts another in the place of, which lets it be joined with the edit of another node; null for a change of another kind.</summary>
    public NodeChange? Node { get; init; }

    /// <summary>What else has to change for it to help; null for nothing.</summary>
    public Companion? Also { get; init; }

    /// <summary>Whether it reads an eps that the function was never given: it shows the mistake, but cannot be put in as it stands.</summary>
    public bool NeedsEps { get; init; }

    /// <summary>What it says of the mistake, where the code's own words are not enough; null for none.</summary>
    public string? Words { get; init; }

    /// <summary>The line to write, where it is not the edited statement; null otherwise.</summary>
    public string? Text { get; init; }

    /// <summary>Whether it takes a part of the formula away.</summary>
    public bool IsDeletion => Deletions.Contains(Code);
}

/// <summary>A node, and what an edit puts in its place.</summary>
internal sealed record NodeChange(Expression Old, Expression Made);

/// <summary>A second statement that changes with an edit.</summary>
/// <param name="Old">The statement.</param>
/// <param name="Made">What stands in its place; none where it goes.</param>
/// <param name="Words">What is done, as a part of a sentence that follows the fix.</param>
internal sealed record Companion(Statement Old, IReadOnlyList<Statement> Made, string? Words = null)
{
    /// <summary>What the mistake is there; null where it is no other than in the first.</summary>
    public string? Code { get; init; }
}

/// <summary>A change of one expression.</summary>
/// <param name="Code">What the mistake would be.</param>
/// <param name="Cost">How large a change it is.</param>
/// <param name="Made">The expression after it.</param>
internal sealed record Variant(string Code, int Cost, Expression Made)
{
    /// <summary>The piece of the original that it changes; null for the whole.</summary>
    public Span? Changed { get; init; }

    /// <summary>The one node that it puts another in the place of; null for a change of another kind.</summary>
    public NodeChange? Node { get; init; }

    /// <summary>What it says of the mistake, where the code's own words are not enough; null for none.</summary>
    public string? Words { get; init; }
}
