namespace GradCheck.Python.Values;

/// <summary>The types that are built in, and which is a kind of which.</summary>
internal static class Types
{
    private static readonly Dictionary<string, string[]> Parents = new(StringComparer.Ordinal)
    {
        ["bool"] = ["int"],
        ["int"] = ["numbers.Integral"],
        ["float"] = ["numbers.Real"],
        ["numbers.Integral"] = ["numbers.Real"],
        ["numbers.Real"] = ["numbers.Number"],
        ["numpy.float64"] = ["float", "numpy.floating", "numpy.inexact", "numpy.number", "numpy.generic"],
        ["numpy.int64"] = ["numbers.Integral", "numpy.signedinteger", "numpy.integer", "numpy.number", "numpy.generic"],
        ["numpy.bool_"] = ["numpy.generic"],
    };

    /// <summary>The types that can be called or asked for by name, beside the exceptions.</summary>
    public static IReadOnlyList<string> Names { get; } = ["bool", "dict", "enumerate", "filter", "float", "frozenset", "int", "list", "map", "object", "range", "reversed", "set", "slice", "str", "tuple", "type", "zip"];

    /// <summary><c>issubclass(type, kind)</c>.</summary>
    public static bool Is(string type, string kind) =>
        kind == "object" || type == kind || Exceptions.Is(type, kind) || (Parents.TryGetValue(type, out var parents) && parents.Any(parent => Is(parent, kind)));

    /// <summary>The last part of a type's name, its <c>__name__</c>.</summary>
    public static string ShortName(TypeValue type) => type.Name[(type.Name.LastIndexOf('.') + 1)..];
}
