namespace GradCheck.Programs.Source;

/// <summary>What ended a run, and where.</summary>
/// <param name="Kind">What kind of trouble it is.</param>
/// <param name="Type">Python's name of the exception, such as <c>NameError</c>; for the other kinds <c>Unsupported</c> or <c>BudgetExceeded</c>.</param>
/// <param name="Code">The stable code, such as <c>undefined_name</c>.</param>
/// <param name="Message">The words, as Python and NumPy say them where they would.</param>
/// <param name="Span">Where it happened.</param>
public sealed record ProgramError(ProgramErrorKind Kind, string Type, string Code, string Message, Span Span);
