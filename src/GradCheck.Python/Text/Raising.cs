using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Text;

/// <summary>Exceptions of the program: what they say, and how they end a run.</summary>
internal static class Raising
{
    /// <summary><c>str(exception)</c>: a <c>KeyError</c> shows its key as <c>repr</c> does.</summary>
    public static string Message(CallContext context, ExceptionValue exception) => exception.Instance?.Str(context) ?? exception.Arguments switch
    {
        [] => string.Empty,
        [var only] => context.Library.Is(exception.Type, "KeyError") ? ValueText.Repr(context, only) : ValueText.Str(context, only),
        _ => ValueText.Repr(context, new TupleValue([.. exception.Arguments])),
    };

    /// <summary><c>KeyError: 'var'</c>.</summary>
    public static ProgramException MissingKey(CallContext context, Value key) =>
        Of(context, new ExceptionValue("KeyError", [key]), ErrorCodes.MissingKey);

    /// <summary>An exception of the program as that which ends its run.</summary>
    public static ProgramException Of(CallContext context, ExceptionValue exception, string code) =>
        new RaisedException(new(ProgramErrorKind.Python, exception.Type, code, Message(context, exception), context.Span), exception);
}
