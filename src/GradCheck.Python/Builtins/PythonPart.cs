using GradCheck.Python.Classes;
using GradCheck.Python.Modules;
using GradCheck.Python.Values;

namespace GradCheck.Python.Builtins;

/// <summary>The language's own part of the library: its functions and types, and modules of CPython 3.11.</summary>
internal static class PythonPart
{
    public static LibraryPart Part { get; } = new("Built in")
    {
        Families =
        [
            ("Functions", CoreFunctions.All),
            ("Types and conversions", Conversions.All),
            ("Iteration", IterationFunctions.All),
            ("Numbers", NumberFunctions.All),
            ("Values", ValueFunctions.All),
            ("Classes", [.. ClassFunctions.All, .. ObjectMethods.All]),
            ("Texts", StringMethods.All),
            ("Lists, tuples and ranges", ListMethods.All),
            ("Dictionaries", DictionaryMethods.All),
            ("Sets", SetMethods.All),
            ("math", MathFunctions.All),
            ("copy", CopyFunctions.All),
            ("functools", FunctoolsFunctions.All),
            ("dataclasses and abc", DataclassFunctions.All),
            ("typing", TypingFunctions.All),
            ("collections", CollectionsFunctions.All),
            ("time, sys, warnings and tqdm", SystemFunctions.All),
            ("itertools", ItertoolsFunctions.All),
            ("random", RandomModule.All),
            ("Refused", RefusedFunctions.All),
        ],
        Modules = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["builtins"] = "builtins",
            ["past.builtins"] = "builtins",
            ["six.moves"] = "builtins",
            ["__builtin__"] = "builtins",
            ["math"] = "math",
            ["copy"] = "copy",
            ["functools"] = "functools",
            ["itertools"] = "itertools",
            ["random"] = "random",
            ["numbers"] = "numbers",
            ["dataclasses"] = "dataclasses",
            ["abc"] = "abc",
            ["typing"] = "typing",
            ["typing_extensions"] = "typing",
            ["collections"] = "collections",
            ["time"] = "time",
            ["sys"] = "sys",
            ["warnings"] = "warnings",
            ["tqdm"] = "tqdm",
            ["tqdm.auto"] = "tqdm",
            ["tqdm.notebook"] = "tqdm",
        },
        Constants = MathFunctions.Constants
            .Concat(TypingFunctions.Constants)
            .Concat(SystemFunctions.Constants)
            .Append(KeyValuePair.Create<string, Value>("builtins.NotImplemented", NotImplementedValue.Instance))
            .Append(KeyValuePair.Create<string, Value>("abc.ABC", new ClassValue("abc", "ABC", [])))
            .Append(KeyValuePair.Create<string, Value>("abc.ABCMeta", new TypeValue("abc.ABCMeta")))
            .Append(KeyValuePair.Create<string, Value>("dataclasses.FrozenInstanceError", new TypeValue("FrozenInstanceError")))
            .Concat(TypeTable.Numbers.Keys.Select(name => KeyValuePair.Create<string, Value>(name, new TypeValue(name)))).ToDictionary(StringComparer.Ordinal),
        Types = TypeTable.Types.Concat(TypeTable.Numbers).Concat(TypeTable.Exceptions).ToDictionary(StringComparer.Ordinal),
        Builtins = [.. TypeTable.Types.Keys, .. TypeTable.Exceptions.Keys.Where(name => name != "FrozenInstanceError")],
        Properties = new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["int"] = ["real", "imag"],
            ["float"] = ["real", "imag"],
            ["range"] = ["start", "stop", "step"],
            ["slice"] = ["start", "stop", "step"],
        },
        Known = LibraryPart.ReadKnown("python_names.txt"),
    };
}
