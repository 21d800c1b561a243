namespace GradCheck.Python.Builtins;

/// <summary>The types that are built in, and which is a kind of which.</summary>
internal static class TypeTable
{
    /// <summary>The types that can be called or asked for by name, each with those that it is a kind of.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Types = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["bool"] = ["int"],
        ["classmethod"] = [],
        ["dict"] = [],
        ["enumerate"] = [],
        ["filter"] = [],
        ["float"] = ["numbers.Real"],
        ["frozenset"] = [],
        ["int"] = ["numbers.Integral"],
        ["list"] = [],
        ["map"] = [],
        ["object"] = [],
        ["property"] = [],
        ["range"] = [],
        ["reversed"] = [],
        ["set"] = [],
        ["slice"] = [],
        ["staticmethod"] = [],
        ["str"] = [],
        ["super"] = [],
        ["tuple"] = [],
        ["type"] = [],
        ["zip"] = [],
    };

    /// <summary>The abstract numbers, for <c>isinstance(stride, numbers.Number)</c>.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Numbers = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["numbers.Integral"] = ["numbers.Real"],
        ["numbers.Real"] = ["numbers.Number"],
        ["numbers.Number"] = [],
    };

    /// <summary>The exceptions.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Exceptions = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["BaseException"] = [],
        ["Exception"] = ["BaseException"],
        ["KeyboardInterrupt"] = ["BaseException"],
        ["SystemExit"] = ["BaseException"],
        ["ArithmeticError"] = ["Exception"],
        ["AssertionError"] = ["Exception"],
        ["AttributeError"] = ["Exception"],
        ["EOFError"] = ["Exception"],
        ["FrozenInstanceError"] = ["AttributeError"],
        ["FloatingPointError"] = ["ArithmeticError"],
        ["ImportError"] = ["Exception"],
        ["IndexError"] = ["LookupError"],
        ["KeyError"] = ["LookupError"],
        ["LookupError"] = ["Exception"],
        ["MemoryError"] = ["Exception"],
        ["ModuleNotFoundError"] = ["ImportError"],
        ["NameError"] = ["Exception"],
        ["NotImplementedError"] = ["RuntimeError"],
        ["OSError"] = ["Exception"],
        ["IOError"] = ["OSError"],
        ["FileNotFoundError"] = ["OSError"],
        ["OverflowError"] = ["ArithmeticError"],
        ["RecursionError"] = ["RuntimeError"],
        ["RuntimeError"] = ["Exception"],
        ["StopIteration"] = ["Exception"],
        ["TimeoutError"] = ["OSError"],
        ["TypeError"] = ["Exception"],
        ["UnboundLocalError"] = ["NameError"],
        ["ValueError"] = ["Exception"],
        ["ZeroDivisionError"] = ["ArithmeticError"],
        ["Warning"] = ["Exception"],
        ["DeprecationWarning"] = ["Warning"],
        ["RuntimeWarning"] = ["Warning"],
        ["UserWarning"] = ["Warning"],
    };
}
