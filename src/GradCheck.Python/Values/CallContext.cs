using GradCheck.Python.Arrays;
using GradCheck.Python.Budgets;
using GradCheck.Python.Source;

namespace GradCheck.Python.Values;

/// <summary>What a library function may use beside its arguments.</summary>
/// <param name="Span">The call, for errors.</param>
/// <param name="Session">The run: its budget, tape, warnings, random numbers, printed text.</param>
/// <param name="Caller">Calls what can be called.</param>
internal sealed record CallContext(Span Span, RunSession Session, CallBack Caller) : ArrayContext(Span)
{
    /// <summary>What an item of a list or a tuple takes: its place, and on average its value.</summary>
    private const int ItemBytes = 40;

    /// <summary>What a letter takes while a text is made: two bytes, and two more where it is put together.</summary>
    public const int LetterBytes = 4;

    /// <summary>Whether what is called would take any object as an element of an array, as NumPy's functions do that only move elements.</summary>
    public bool TakesObjects { get; init; }

    /// <summary>Whether nobody is told of results that are not finite, as in libraries that do not warn of them.</summary>
    public bool IsQuiet { get; init; }

    public override Budget Budget => Session.Budget;

    public Library Library => Session.Language.Library;

    /// <inheritdoc cref="Library.ObjectOf"/>
    public ObjectValue? ObjectOf(Value value) => Library.ObjectOf(value);

    public override GradientTape Tape => Session.Tape;

    public override void Warn(ArrayWarning warning, string operation, bool isScalar = false)
    {
        if (!IsQuiet)
        {
            Session.Warn($"RuntimeWarning: {WordsOf(warning)} encountered in {(isScalar ? "scalar " : string.Empty)}{operation}", Span);
        }
    }

    /// <summary>Calls a value of the program, for <c>key=</c>, an object's own operators and the like.</summary>
    public Value Call(Value function, params Value[] arguments) => Caller(function, arguments, [], Span);

    /// <summary>Calls a value of the program with arguments by name as well.</summary>
    public Value Call(Value function, IReadOnlyList<Value> positional, IReadOnlyList<KeyValuePair<string, Value>> keywords) => Caller(function, positional, keywords, Span);

    /// <summary>Takes memory and work for items that are about to be added.</summary>
    public void Grow(long items)
    {
        Budget.Work(items, Span);
        Budget.Allocate(items * ItemBytes, Span);
    }

    /// <summary>Takes memory and work for a text that is about to be made.</summary>
    public void GrowText(long letters)
    {
        Budget.Work(letters, Span);
        Budget.Allocate(LetterBytes * letters, Span);
    }

    private static string WordsOf(ArrayWarning warning) => warning switch
    {
        ArrayWarning.DivideByZero => "divide by zero",
        ArrayWarning.Overflow => "overflow",
        _ => "invalid value",
    };
}
