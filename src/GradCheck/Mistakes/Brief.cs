namespace GradCheck.Mistakes;

/// <summary>What is said of a mistake of a line, or of a test mode.</summary>
/// <param name="Title">The mistake, in a few words, as they stand within a sentence.</param>
/// <param name="Explanation">Why the numbers come out wrong.</param>
internal sealed record Brief(string Title, string Explanation)
{
    /// <summary>The code that it bears there; null for its own.</summary>
    public string? Code { get; init; }
}
