using GradCheck.Python.Source;

namespace GradCheck.Python.Values;

/// <summary>Exceptions of the program, as what ends its run and as the values that it sees.</summary>
internal static class Exceptions
{
    /// <summary>An exception whose words for a reader say more than those that the program itself sees.</summary>
    public static ProgramException WithHint(string type, string code, string message, string hint, Span span) =>
        new RaisedException(new(ProgramErrorKind.Python, type, code, message + hint, span), new(type, [new StringValue(message)]));

    /// <summary>The exception as the program's <c>except</c> sees it.</summary>
    public static ExceptionValue ValueOf(ProgramException exception) =>
        (exception as RaisedException)?.Value ?? new ExceptionValue(exception.Error.Type, [new StringValue(exception.Error.Message)]);

    /// <summary>Python's end of a recursion.</summary>
    public static ProgramException TooDeep(string where, Span span) =>
        Errors.Python("RecursionError", ErrorCodes.Recursion, "maximum recursion depth exceeded" + where, span);
}
