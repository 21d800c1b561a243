namespace GradCheck.Python.Source;

/// <summary>Makes the exceptions that end a run.</summary>
internal static class Errors
{
    /// <summary>An exception that Python or NumPy would raise.</summary>
    public static ProgramException Python(string type, string code, string message, Span span) =>
        new(new(ProgramErrorKind.Python, type, code, message, span));

    public static ProgramException Syntax(string message, Span span, string code = ErrorCodes.SyntaxError) =>
        new(new(ProgramErrorKind.Syntax, "SyntaxError", code, message, span));

    /// <summary>Legal Python that is outside the subset; the words name the nearest supported thing where there is one.</summary>
    public static ProgramException Unsupported(string message, Span span) =>
        new(new(ProgramErrorKind.Unsupported, "Unsupported", ErrorCodes.Unsupported, message, span));

    public static ProgramException Budget(string message, Span span) =>
        new(new(ProgramErrorKind.Budget, "BudgetExceeded", ErrorCodes.BudgetExceeded, message, span));

    public static ProgramException Type(string message, Span span) => Python("TypeError", ErrorCodes.WrongType, message, span);

    /// <summary>Something else where a whole number belongs; where that is a float, a division most likely made it, which in Python 2 gave a whole number.</summary>
    /// <param name="type">The name of the type that was given.</param>
    /// <param name="span">The place.</param>
    public static ProgramException NoInteger(string type, Span span) =>
        Python("TypeError", type is "float" or "numpy.float64" ? ErrorCodes.PythonTwoDivision : ErrorCodes.WrongType, $"'{type}' object cannot be interpreted as an integer", span);

    public static ProgramException Value(string message, Span span) => Python("ValueError", ErrorCodes.WrongValue, message, span);

    public static ProgramException Shape(string message, Span span) => Python("ValueError", ErrorCodes.ShapeMismatch, message, span);

    public static ProgramException Index(string message, Span span) => Python("IndexError", ErrorCodes.IndexOutOfRange, message, span);
}
