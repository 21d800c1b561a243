using GradCheck.Python.Classes;
using GradCheck.Python.Values;

namespace GradCheck.Python.Builtins;

/// <summary>What is written above the functions of a class.</summary>
internal static class ClassFunctions
{
    public static IReadOnlyList<LibraryFunction> All { get; } =
    [
        new("staticmethod", "function, /", "A function of a class that gets no object.", (_, a) => new StaticMethodValue(a["function"])),
        new("classmethod", "function, /", "A function of a class that gets the class.", (_, a) => new ClassMethodValue(a["function"])),
        new("property", "fget=None, fset=None, fdel=None, doc=None", "An attribute that functions read, set and delete.", (_, a) => new PropertyValue(Given(a, "fget"), Given(a, "fset"), Given(a, "fdel"))),
    ];

    private static Value? Given(BoundArguments a, string name) => a.Has(name) ? a[name] : null;
}
