using System.Collections.Frozen;
using GradCheck.Python.NumPy;
using GradCheck.Python.Runtime;
using GradCheck.Python.Values;

namespace GradCheck.Python.Builtins;

/// <summary>Every function, method and constant that a program can reach. What is not here does not exist.</summary>
internal static class LibraryTable
{
    // What a value shows beside its methods.
    private static readonly Dictionary<string, string[]> Properties = new(StringComparer.Ordinal)
    {
        ["ndarray"] = ["T", "shape", "size", "ndim", "dtype"],
        ["int"] = ["real", "imag"],
        ["float"] = ["real", "imag"],
        ["range"] = ["start", "stop", "step"],
        ["slice"] = ["start", "stop", "step"],
    };

    private static readonly FrozenDictionary<string, LibraryFunction> Functions =
        Families.SelectMany(family => family.Functions).Concat(NumPyLibrary.Functions.Values).Concat(NumPyLibrary.Methods.Values).ToFrozenDictionary(function => function.Name, StringComparer.Ordinal);

    private static readonly FrozenSet<string> TypeNames = Types.Names.Concat(Exceptions.Names).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string[]> MethodNames = Functions.Keys.Where(name => name.Contains('.', StringComparison.Ordinal))
        .GroupBy(name => name[..name.LastIndexOf('.')]).ToFrozenDictionary(group => group.Key, group => group.Select(name => name[(group.Key.Length + 1)..]).ToArray(), StringComparer.Ordinal);

    /// <summary>The families of functions of the language itself, as the docs list them.</summary>
    public static IReadOnlyList<(string Title, IReadOnlyList<LibraryFunction> Functions)> Families =>
    [
        ("Functions", CoreFunctions.All),
        ("Types and conversions", Conversions.All),
        ("Iteration", IterationFunctions.All),
        ("Numbers", NumberFunctions.All),
        ("Values", ValueFunctions.All),
        ("Texts", StringMethods.All),
        ("Lists, tuples and ranges", ListMethods.All),
        ("Dictionaries", DictionaryMethods.All),
        ("Sets", SetMethods.All),
        ("math", MathFunctions.All),
        ("copy and functools", CopyFunctions.All),
        ("itertools", ItertoolsFunctions.All),
        ("random", RandomModule.All),
        ("im2col", ColumnFunctions.All),
        ("Refused", RefusedFunctions.All),
    ];

    /// <summary>What a name means that no program has defined: a type, a function, or nothing.</summary>
    public static Value? Builtin(string name) =>
        TypeNames.Contains(name) ? new TypeValue(name)
        : !name.Contains('.', StringComparison.Ordinal) && Functions.TryGetValue(name, out var function) ? new LibraryValue(function)
        : null;

    /// <summary>All names that <see cref="Builtin"/> knows, but for those that are refused.</summary>
    public static IEnumerable<string> BuiltinNames { get; } =
        [.. Functions.Keys.Where(name => !name.Contains('.', StringComparison.Ordinal) && !RefusedFunctions.All.Any(refused => refused.Name == name)).Concat(Exceptions.Names).Append("object").Distinct()];

    /// <summary>A function by its full name, or null.</summary>
    public static LibraryFunction? Function(string name) => Functions.GetValueOrDefault(name);

    /// <summary>The method of a type, or null.</summary>
    public static LibraryFunction? Method(string type, string name) => Functions.GetValueOrDefault($"{type}.{name}");

    /// <summary>The names behind a prefix: the functions of a module, the methods of a type.</summary>
    public static IEnumerable<string> NamesBehind(string prefix) => MethodNames.GetValueOrDefault(prefix) ?? [];

    /// <summary>What a value of a type has.</summary>
    public static IEnumerable<string> AttributesOf(string type) => NamesBehind(type).Concat(Properties.GetValueOrDefault(type) ?? []);
}
