namespace GradCheck.Python.Values;

/// <summary>What a program is written in: a library, and what of it stands without an import.</summary>
/// <param name="Library">All that a program can reach.</param>
/// <param name="Standing">Names that a file without a single import has all the same, since its head was not pasted, each with its module.</param>
/// <param name="Offered">The modules that are named to a program that wants another.</param>
internal sealed record Language(Library Library, IReadOnlyDictionary<string, string> Standing, IReadOnlyList<string> Offered);
