using GradCheck.Python.Source;

namespace GradCheck.Api.Fields;

/// <summary>What messages say of names.</summary>
internal static class FieldText
{
    private const int LongestQuote = 40;

    /// <summary>A text cut to a length that can be quoted.</summary>
    /// <param name="text">The text.</param>
    public static string Shorten(string text) => text.Length <= LongestQuote ? text : $"{text[..LongestQuote]}...";

    /// <summary>What is wrong with a name that is not known.</summary>
    /// <param name="name">The name.</param>
    /// <param name="known">Those there are.</param>
    public static string UnknownName(string name, IReadOnlyCollection<string> known) =>
        $"is \"{Shorten(name)}\", but should be {string.Join(" or ", known)}{NearestName.Clause(name, known)}";
}
