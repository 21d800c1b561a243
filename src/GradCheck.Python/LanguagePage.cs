using System.Globalization;
using System.Text;
using GradCheck.Python.Budgets;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Python;

/// <summary>The page of the docs about the language, made of the tables that the interpreter itself uses.</summary>
internal static class LanguagePage
{
    /// <summary>The page of a language, in Markdown.</summary>
    public static string Of(Language language)
    {
        var page = new StringBuilder();
        page.Append(
            """
            # The language of programs

            What a program may be made of. This page is made of the tables that the interpreter uses: what is not here does not
            exist for it. It is Python 3 as students write it for a layer, with NumPy and torch; no Python runs. What these would
            refuse is told in their words (CPython 3.11, NumPy 1.24, torch 1.13), with line and column, and where a name is misspelt with the
            nearest one. What they would accept and is outside of this page is told as that, and counts as no mistake.


            """);
        Grammar(page);
        Differences(page);
        Classes(page);
        foreach (var part in language.Library.Parts)
        {
            Part(page, language.Library, part);
        }

        page.Append("## Modules\n\n").AppendJoin(", ", Sorted(language.Library.Parts.SelectMany(part => part.Modules.Keys).Where(name => name != "__builtin__" && name[0] != '.')))
            .Append(". Any other import is an error only where something of it is used.\n\n");
        Limits(page);
        return page.ToString().TrimEnd('\n') + "\n";
    }

    private static void Grammar(StringBuilder page)
    {
        using var stream = typeof(LanguagePage).Assembly.GetManifestResourceStream("grammar.txt")!;
        using var reader = new StreamReader(stream);
        page.Append("## Grammar\n\n```text\n").Append(reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd('\n')).Append("\n```\n\n");
    }

    private static void Differences(StringBuilder page) => page.Append(
        """
        ## What differs from Python

        - `zip`, `map`, `filter` and `enumerate` make their items at once, but for `map` and `enumerate` of a generator.
        - Sets keep the order in which items were added.
        - Letters outside of the first plane of Unicode count as two.
        - Numbers are floats of 64 bits, integers and booleans: no complex numbers, no other dtypes.
        - A file without a single import has `np`, `numpy` and `math` all the same: its head was not pasted.
        - `__name__` is not `"__main__"`: what stands behind that `if` is left alone, as in an import.
        - Errors of a budget, and of what is outside of the subset, cannot be caught by `except`.


        """);

    private static void Classes(StringBuilder page) => page.Append(
        """
        ## Classes and generators

        - Classes have `__init__`, `__new__`, attributes of the object and of the class, methods, `@staticmethod`, `@classmethod`,
          `@property` with its setter, private names (`self.__x`), several bases in Python's order, `super()` and `super(C, self)`.
          A class may be defined in a function or in another class.
        - Operators and functions ask an object's own `__add__`, `__radd__`, `__iadd__` and their like for all operators, `__neg__`,
          `__pos__`, `__invert__`, `__abs__`, `__eq__` to `__ge__`, `__getitem__`, `__setitem__`, `__delitem__`, `__contains__`, `__len__`,
          `__bool__`, `__iter__`, `__next__`, `__call__`, `__enter__`, `__exit__`, `__repr__`, `__str__`, `__format__`, `__float__`, `__int__`,
          `__round__`, `__getattr__`, `__setattr__`, `__delattr__`, `__copy__`, `__deepcopy__`, `__array__`.
        - Refused where the class is defined: `__getattribute__`, `__init_subclass__`, `__class_getitem__`, descriptors (`__get__`, `__set__`,
          `__set_name__`), a `metaclass=` other than `ABCMeta`, and bases such as `dict` or `np.ndarray`. Exceptions may be inherited from.
        - A base in another file: the class works without it, `super().__init__()` is passed over with a warning, and whatever else is asked
          of the base is told as what was not sent. A decorator that is not here is passed over with a warning.
        - An object is a key of a dictionary by what it is, as in Python; one with an `==` of its own can be none.
        - Where an object lies in memory is not printed: `<__main__.Layer object>`.
        - Generators go on when an item is asked for, with `yield` on a line of its own or as the value of an assignment, in `if`, `for`,
          `while`, `with` and the body of `try`; `send()` and `throw()` are not there.
        - `functools.lru_cache` and `functools.cache` keep nothing, and `time.time()` goes on by a thousandth each time it is read.
        - `with` takes contexts of the libraries and objects with `__enter__` and `__exit__`; `match` and `async` are refused where they are run.


        """);

    private static void Part(StringBuilder page, Library library, LibraryPart part)
    {
        page.Append(CultureInfo.InvariantCulture, $"## {part.Title}\n\n{part.Notes}{(part.Notes.Length > 0 ? "\n\n" : string.Empty)}");
        foreach (var (title, functions) in part.Families)
        {
            Table(page, title, functions);
        }

        List(page, "Exceptions", part.Builtins.Where(library.IsException));
        List(page, "Constants and types", part.Constants.Keys.Where(name => !name.Contains("__", StringComparison.Ordinal)));
    }

    private static void List(StringBuilder page, string title, IEnumerable<string> names)
    {
        if (names.Any())
        {
            page.Append(CultureInfo.InvariantCulture, $"### {title}\n\n").AppendJoin(", ", Sorted(names)).Append(".\n\n");
        }
    }

    private static void Table(StringBuilder page, string title, IEnumerable<LibraryFunction> functions)
    {
        page.Append(CultureInfo.InvariantCulture, $"### {title}\n\n| call | what it does |\n| --- | --- |\n");
        foreach (var function in functions.OrderBy(function => function.Name, StringComparer.Ordinal))
        {
            var parameters = function.Signature.IsMethod ? function.Signature.Text["self".Length..].TrimStart(',', ' ') : function.Signature.Text;
            parameters = parameters.Replace(", /", string.Empty, StringComparison.Ordinal).Replace("/", string.Empty, StringComparison.Ordinal);
            page.Append(CultureInfo.InvariantCulture, $"| `{function.Name}({parameters})` | {function.Summary.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        }

        page.Append('\n');
    }

    private static void Limits(StringBuilder page)
    {
        var limits = BudgetLimits.Default;
        page.Append(CultureInfo.InvariantCulture,
            $"""
            ## Limits

            Of all runs of a check together; a program that reaches one is stopped there, and told where.

            | limit | value |
            | --- | --- |
            | characters of the program | {SyntaxLimits.Characters:N0} |
            | brackets inside of each other | {SyntaxLimits.Brackets} |
            | levels of one expression | {SyntaxLimits.TreeDepth} |
            | blocks inside of each other | {SyntaxLimits.Blocks} |
            | steps: statements and expressions evaluated | {limits.Steps:N0} |
            | elements of arrays, lists and texts worked on | {limits.Elements:N0} |
            | bytes of memory taken, never given back | {limits.Bytes:N0} |
            | calls inside of each other | {limits.Depth} |
            | characters printed | {limits.Printed:N0} |
            | seconds | {limits.Time.TotalSeconds:0.#} |

            """);
    }

    private static IEnumerable<string> Sorted(IEnumerable<string> names) => names.Order(StringComparer.Ordinal).Select(name => $"`{name}`");
}
