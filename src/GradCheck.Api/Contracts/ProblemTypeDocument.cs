using GradCheck.Api.Problems;

namespace GradCheck.Api.Contracts;

/// <summary>A kind of problem that the service answers with.</summary>
/// <param name="Type">Its URI, relative to the service; `type` of the problem.</param>
/// <param name="Title">The kind in a few words.</param>
/// <param name="Status">The HTTP status code.</param>
/// <param name="Explanation">What it means and what to do about it.</param>
public sealed record ProblemTypeDocument(string Type, string Title, int Status, string Explanation)
{
    /// <summary>The document of a kind.</summary>
    /// <param name="type">The kind.</param>
    public static ProblemTypeDocument From(ProblemType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return new(type.Uri, type.Title, type.Status, type.Explanation);
    }
}
