namespace GradCheck.Api.Problems;

/// <summary>A kind of problem (RFC 9457) that the service explains at its own URI.</summary>
/// <param name="Slug">The last part of the URI: <c>invalid-request</c>.</param>
/// <param name="Status">The HTTP status code.</param>
/// <param name="Title">The kind in a few words, the same each time.</param>
/// <param name="Explanation">What it means and what to do about it.</param>
public sealed record ProblemType(string Slug, int Status, string Title, string Explanation)
{
    /// <summary>The URI, relative to the service.</summary>
    public string Uri => $"/problems/{Slug}";
}
