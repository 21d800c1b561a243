using GradCheck.Python.NumPy;
using GradCheck.Python.Runtime;
using GradCheck.Python.Values;

namespace GradCheck.Python.Builtins;

/// <summary>The modules that can be imported.</summary>
internal static class Modules
{
    // Names of other modules that stand for one of ours.
    private static readonly Dictionary<string, string> Stand = new(StringComparer.Ordinal)
    {
        ["builtins"] = "builtins",
        ["past.builtins"] = "builtins",
        ["six.moves"] = "builtins",
        ["__builtin__"] = "builtins",
        ["numpy"] = "numpy",
        ["numpy.random"] = "numpy.random",
        ["numpy.linalg"] = "numpy.linalg",
        ["numpy.core"] = "numpy.core",
        ["numpy.lib"] = "numpy.lib",
        ["numpy.lib.stride_tricks"] = "numpy.lib.stride_tricks",
        ["math"] = "math",
        ["copy"] = "copy",
        ["functools"] = "functools",
        ["itertools"] = "itertools",
        ["random"] = "random",
        ["numbers"] = "numbers",
        ["im2col"] = ColumnFunctions.Module,
        [".im2col"] = ColumnFunctions.Module,
        ["..im2col"] = ColumnFunctions.Module,
        ["cs231n.im2col"] = ColumnFunctions.Module,
    };

    // The abstract numbers, for isinstance(stride, numbers.Number).
    private static readonly IEnumerable<KeyValuePair<string, Value>> Numbers =
        new[] { "numbers.Number", "numbers.Real", "numbers.Integral" }.Select(name => KeyValuePair.Create<string, Value>(name, new TypeValue(name)));

    private static readonly Dictionary<string, Value> Constants = MathFunctions.Constants.Concat(NumPyLibrary.Constants).Concat(Numbers).ToDictionary(StringComparer.Ordinal);

    /// <summary>The modules, as the docs list them.</summary>
    public static IEnumerable<string> Names => Stand.Keys.Where(name => name != "__builtin__" && name[0] != '.');

    /// <summary>The module of a name, or null where it is not here.</summary>
    public static ModuleValue? Import(string name) => Stand.TryGetValue(name, out var module) ? new ModuleValue(module) : null;

    /// <summary>What a module holds under a name, or null.</summary>
    public static Value? Find(string module, string name)
    {
        if (module == "builtins")
        {
            return LibraryTable.Builtin(name) ?? (LibraryTable.Function($"past.builtins.{name}") is { } past ? new LibraryValue(past) : null);
        }

        var full = $"{module}.{name}";
        return Constants.TryGetValue(full, out var constant) ? constant
            : LibraryTable.Function(full) is { } function ? new LibraryValue(function)
            : Exceptions.IsException(full) ? new TypeValue(full)
            : Import(full) ?? Again(module, name);
    }

    /// <summary>The names that a module holds.</summary>
    public static IEnumerable<string> NamesOf(string module) => module == "builtins"
        ? LibraryTable.BuiltinNames.Concat(LibraryTable.NamesBehind("past.builtins"))
        : LibraryTable.NamesBehind(module).Concat(Constants.Keys.Concat(Stand.Keys)
            .Where(name => name.StartsWith(module + ".", StringComparison.Ordinal) && name.LastIndexOf('.') == module.Length).Select(name => name[(module.Length + 1)..]));

    // np.lib.pad is np.pad: NumPy's inner modules hold its functions as well.
    private static Value? Again(string module, string name) => module is "numpy.lib" or "numpy.core" && PythonNames.Has(module, name) ? Find("numpy", name) : null;

    /// <summary>The names that <c>from module import *</c> binds; NumPy leaves those of the language alone.</summary>
    public static IEnumerable<string> PublicNames(string module) =>
        NamesOf(module).Where(name => module != "numpy" || name is not ("abs" or "max" or "min" or "round" or "int" or "float" or "bool" or "str" or "object"));
}
