using GradCheck.Python.Source;
using GradCheck.Python.Tape;

namespace GradCheck.Python.Values;

/// <summary>What a library function may use beside its arguments.</summary>
/// <param name="Span">The call, for errors.</param>
/// <param name="Session">The run: its budget, tape, warnings, random numbers, printed text.</param>
/// <param name="Call">Calls a function value of the program (for <c>key=</c> and the like).</param>
internal sealed record CallContext(Span Span, RunSession Session, Func<Value, Value[], Value> Call)
{
    /// <summary>Whether what is called would take any object as an element of an array, as NumPy's functions do that only move elements.</summary>
    public bool TakesObjects { get; init; }

    public Budget Budget => Session.Budget;

    public GradientTape Tape => Session.Tape;
}
