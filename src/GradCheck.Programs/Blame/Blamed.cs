using GradCheck.Programs.Edits;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Reports;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Blame;

/// <summary>The line that is to blame.</summary>
/// <param name="Span">Where it is.</param>
/// <param name="Code">What is wrong.</param>
/// <param name="Words">What was seen there, as a sentence; null to let the code's own words do.</param>
internal sealed record Blamed(Span Span, string Code, string? Words = null)
{
    /// <summary>The value that departs.</summary>
    public Event? At { get; init; }

    /// <summary>The statement; null for an error that belongs to none.</summary>
    public Statement? Statement { get; init; }

    /// <summary>The edit that makes it right, tried on every case.</summary>
    public Edit? Edit { get; init; }

    /// <summary>Whether the line belongs to the forward pass, and so is held against the layer.</summary>
    public bool IsForward { get; init; }

    /// <summary>Whether the edit makes all that depends on it right, and not just this value.</summary>
    public bool MakesAllRight { get; init; }

    /// <summary>How large a change the edit is, and how unlikely in its place.</summary>
    public int Score { get; init; }

    /// <summary>How far the value, or in a forward pass the output, is off on each case, as a share of the largest entry; null where the shape is wrong.</summary>
    public IReadOnlyList<(string Case, double? Share)> Errors { get; init; } = [];

    /// <summary>On what the fix, as text, was confirmed beyond the cases of the search; null where it was not.</summary>
    public Confirmed? Confirmed { get; init; }

    /// <summary>What the value was held against.</summary>
    public string? Against { get; init; }

    /// <summary>The same with the edit that was found; where it is one of a loop or a branch around the line, that is to blame.</summary>
    public Blamed By(Edit edit) => edit.Header is not { } header ? this with { Edit = edit } : this with
    {
        Edit = edit,
        At = null,
        Statement = header,
        Span = Walk.Children(header)[^1].Span,
    };
}
