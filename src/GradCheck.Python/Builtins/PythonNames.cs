using System.Collections.Frozen;

namespace GradCheck.Python.Builtins;

/// <summary>
/// The public names of Python 3.11's types and modules and of NumPy's, in the subset or not: what is none of them is a
/// mistake of the student's, what is one of them is only outside of the subset. NumPy's are those of 1.24 with its inner
/// modules and types, and those that other releases of 1 and 2 have.
/// </summary>
internal static class PythonNames
{
    private static readonly FrozenDictionary<string, FrozenSet<string>> Names = Read();

    /// <summary>Whether Python or NumPy has a name.</summary>
    /// <param name="owner">A module, a type, <c>ndarray</c>, or <c>builtins</c>.</param>
    /// <param name="name">The name.</param>
    public static bool Has(string owner, string name) => Names.TryGetValue(owner, out var names) && names.Contains(name);

    private static FrozenDictionary<string, FrozenSet<string>> Read()
    {
        using var stream = typeof(PythonNames).Assembly.GetManifestResourceStream("python_names.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(": ", 2))
            .ToFrozenDictionary(parts => parts[0].TrimEnd(':'), parts => parts.Length < 2 ? [] : parts[1].Split(' ').ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);
    }
}
