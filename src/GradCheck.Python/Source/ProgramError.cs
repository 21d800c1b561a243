namespace GradCheck.Python.Source;

/// <summary>What ended a run, and where.</summary>
/// <param name="Kind">What kind of trouble it is.</param>
/// <param name="Type">Python's name of the exception, such as <c>NameError</c>; for the other kinds <c>Unsupported</c> or <c>BudgetExceeded</c>.</param>
/// <param name="Code">The stable code, such as <c>undefined_name</c>.</param>
/// <param name="Message">The words, as Python and NumPy say them where they would; those of a program's own exception may be very long.</param>
/// <param name="Span">Where it happened.</param>
public sealed record ProgramError(ProgramErrorKind Kind, string Type, string Code, string Message, Span Span)
{
    /// <summary>So many characters are told: a program may raise a text of any length, and a report repeats it.</summary>
    private const int MostCharacters = 1000;

    /// <summary>The words, as Python and NumPy say them where they would; cut where they are very long.</summary>
    public string Message { get; init => field = Cut(value); } = Cut(Message);

    /// <summary>Of a text that cannot be read, how much the words say; for the parser, which may know more.</summary>
    internal SyntaxDetail Detail { get; init; }

    private static string Cut(string words) => words.Length <= MostCharacters ? words : $"{words[..MostCharacters]}...";
}
