using GradCheck.Python.Source;

namespace GradCheck.Python.Values;

/// <summary>The exceptions there are, and how they descend from each other.</summary>
internal static class Exceptions
{
    // Each with those that it is a kind of.
    private static readonly Dictionary<string, string[]> Parents = new(StringComparer.Ordinal)
    {
        ["BaseException"] = [],
        ["Exception"] = ["BaseException"],
        ["KeyboardInterrupt"] = ["BaseException"],
        ["SystemExit"] = ["BaseException"],
        ["ArithmeticError"] = ["Exception"],
        ["AssertionError"] = ["Exception"],
        ["AttributeError"] = ["Exception"],
        ["EOFError"] = ["Exception"],
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
        ["TypeError"] = ["Exception"],
        ["UnboundLocalError"] = ["NameError"],
        ["ValueError"] = ["Exception"],
        ["ZeroDivisionError"] = ["ArithmeticError"],
        ["Warning"] = ["Exception"],
        ["DeprecationWarning"] = ["Warning"],
        ["RuntimeWarning"] = ["Warning"],
        ["UserWarning"] = ["Warning"],
        ["AxisError"] = ["ValueError", "IndexError"],
        ["numpy.AxisError"] = ["ValueError", "IndexError"],
        ["numpy.linalg.LinAlgError"] = ["Exception"],
        ["UFuncTypeError"] = ["TypeError"],
    };

    /// <summary>The names that are built in.</summary>
    public static IEnumerable<string> Names => Parents.Keys.Where(name => name is not ("AxisError" or "UFuncTypeError") && !name.Contains('.', StringComparison.Ordinal));

    public static bool IsException(string type) => Parents.ContainsKey(type);

    /// <summary>Whether one exception is a kind of another.</summary>
    public static bool Is(string type, string kind) =>
        type == kind || (Parents.TryGetValue(type, out var parents) && parents.Any(parent => Is(parent, kind)));

    /// <summary>An exception whose words for a reader say more than those that the program itself sees.</summary>
    public static ProgramException WithHint(string type, string code, string message, string hint, Span span) =>
        new(new(ProgramErrorKind.Python, type, code, message + hint, span)) { Value = new ExceptionValue(type, [new StringValue(message)]) };

    /// <summary>The exception as the program's <c>except</c> sees it.</summary>
    public static ExceptionValue ValueOf(ProgramException exception) =>
        exception.Value as ExceptionValue ?? new ExceptionValue(exception.Error.Type, [new StringValue(exception.Error.Message)]);

    /// <summary>Python's end of a recursion.</summary>
    public static ProgramException TooDeep(string where, Span span) =>
        Errors.Python("RecursionError", ErrorCodes.Recursion, "maximum recursion depth exceeded" + where, span);
}
