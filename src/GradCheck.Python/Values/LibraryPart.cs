using System.Collections.Frozen;

namespace GradCheck.Python.Values;

/// <summary>A part of a library: all that one package brings. What is in no part does not exist for a program.</summary>
/// <param name="Title">Its heading on the docs page.</param>
internal sealed record LibraryPart(string Title)
{
    /// <summary>What the docs page says of it before its tables, in Markdown; empty for nothing.</summary>
    public string Notes { get; init; } = string.Empty;

    /// <summary>The functions and methods by family, as the docs list them.</summary>
    public IReadOnlyList<(string Title, IReadOnlyList<LibraryFunction> Functions)> Families { get; init; } = [];

    /// <summary>The names that can be imported, each with the module that it stands for.</summary>
    public IReadOnlyDictionary<string, string> Modules { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>What is no function, by its full name: numbers, types, objects.</summary>
    public IReadOnlyDictionary<string, Value> Constants { get; init; } = FrozenDictionary<string, Value>.Empty;

    /// <summary>The types, exceptions too, each with those that it is a kind of.</summary>
    public IReadOnlyDictionary<string, string[]> Types { get; init; } = FrozenDictionary<string, string[]>.Empty;

    /// <summary>Those of the types that need no import.</summary>
    public IReadOnlyList<string> Builtins { get; init; } = [];

    /// <summary>Gives the object that answers for a value of this part which does not answer for itself; null for any other value.</summary>
    public Func<Value, ObjectValue?>? Objects { get; init; }

    /// <summary>What values of a type show beside their methods.</summary>
    public IReadOnlyDictionary<string, string[]> Properties { get; init; } = FrozenDictionary<string, string[]>.Empty;

    /// <summary>Types whose methods stand under another name than theirs: those of <c>numpy.ndarray</c> are <c>ndarray</c>'s.</summary>
    public IReadOnlyDictionary<string, string> MethodsOf { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The public names that modules and types have in truth, in the subset or not: any other is a mistake of the program's.</summary>
    public IReadOnlyDictionary<string, FrozenSet<string>> Known { get; init; } = FrozenDictionary<string, FrozenSet<string>>.Empty;

    /// <summary>Inner modules that hold what another does: <c>np.lib.pad</c> is <c>np.pad</c>.</summary>
    public IReadOnlyDictionary<string, string> Inner { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Names that <c>from module import *</c> leaves alone.</summary>
    public IReadOnlyList<string> Unstarred { get; init; } = [];

    /// <summary>Whether its modules hold more in truth, which the code that was sent may lack: a name that is not here is no mistake.</summary>
    public bool IsExcerpt { get; init; }

    /// <summary>How its functions word what does not fit.</summary>
    public CallWords Words { get; init; } = CallWords.Python;

    /// <summary>Reads a list of known names: a line an owner, <c>owner: name name</c>.</summary>
    /// <param name="resource">The name of the embedded list.</param>
    public static IReadOnlyDictionary<string, FrozenSet<string>> ReadKnown(string resource)
    {
        using var stream = typeof(LibraryPart).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(':', 2))
            .ToFrozenDictionary(parts => parts[0], parts => parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);
    }
}
