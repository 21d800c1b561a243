using System.Globalization;
using System.Text;
using GradCheck.Python.Source;

namespace GradCheck.Python.Syntax;

/// <summary>Every message about text that cannot be read: CPython 3.11's words where it has some.</summary>
internal static class SyntaxErrors
{
    /// <summary>What is said of a <c>with</c> that the subset has not.</summary>
    public const string With = "'with' is not supported; write its lines without it";

    /// <summary>A text that is none of the language's; without a message, no more is said than that.</summary>
    public static ProgramError Of(string? message, Span span) => new(ProgramErrorKind.Syntax, "SyntaxError", ErrorCodes.SyntaxError, message ?? "invalid syntax", span)
    {
        Detail = message is null ? SyntaxDetail.Bare : SyntaxDetail.Told,
    };

    /// <summary>A fault inside of an <c>f"..."</c>, told as such.</summary>
    public static ProgramException InText(string message, Span span) => new(Of(message, span) with { Detail = SyntaxDetail.InText });

    public static ProgramError Indentation(string message, Span span) => new(ProgramErrorKind.Syntax, "IndentationError", ErrorCodes.SyntaxError, message, span);

    public static ProgramError MixedTabs(Span span) =>
        new(ProgramErrorKind.Syntax, "TabError", ErrorCodes.SyntaxError, "inconsistent use of tabs and spaces in indentation", span);

    /// <summary>Text that only Python 2 reads; the words say what Python 3 writes.</summary>
    public static ProgramError PythonTwo(string message, Span span) => new(ProgramErrorKind.Syntax, "SyntaxError", ErrorCodes.PythonTwo, message, span);

    public static ProgramError Unsupported(string message, Span span) => Errors.Unsupported(message, span).Error;

    public static ProgramError InvalidCharacter(Rune rune, Span span)
    {
        var code = $"U+{rune.Value.ToString("X4", CultureInfo.InvariantCulture)}";
        var printable = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse);
        return Of(printable ? $"invalid character '{rune}' ({code})" : $"invalid non-printable character {code}", span);
    }

    public static ProgramError NeverClosed(char bracket, Span span) => Of($"'{bracket}' was never closed", span);

    public static ProgramError Unmatched(char bracket, Span span) => Of($"unmatched '{bracket}'", span);

    public static ProgramError Mismatched(char close, char open, int? openLine, Span span) => Of(
        $"closing parenthesis '{close}' does not match opening parenthesis '{open}'{(openLine is { } line ? FormattableString.Invariant($" on line {line}") : string.Empty)}",
        span);

    public static ProgramError UnterminatedString(int line, bool isTriple, Span span) =>
        Of(FormattableString.Invariant($"unterminated {(isTriple ? "triple-quoted " : string.Empty)}string literal (detected at line {line})"), span);

    public static ProgramError TooDeep(int limit, Span span) =>
        Unsupported(FormattableString.Invariant($"this expression nests more than {limit} levels deep; compute parts of it on lines of their own"), span);

    public static ProgramError TooManyBlocks(Span span) =>
        Unsupported(FormattableString.Invariant($"more than {SyntaxLimits.Blocks} blocks and elif branches inside of each other; use a dict or functions"), span);

    public static ProgramError TooManyErrors(Span span) =>
        Of(FormattableString.Invariant($"more than {SyntaxLimits.Errors} errors; the rest of the text is not read"), span);

    public static ProgramError TooLong(int length, Span span) =>
        Of(FormattableString.Invariant($"the program has {length} characters; the most that is read is {SyntaxLimits.Characters}"), span);

    public static ProgramError MissingBlock(string header, int line, Span span) =>
        Indentation(FormattableString.Invariant($"expected an indented block after {header} on line {line}"), span);

    /// <summary>A text to repeat in a message, cut where it is long.</summary>
    public static string Quote(string text) => text.Length <= SyntaxLimits.Quoted ? text : text[..SyntaxLimits.Quoted] + "...";
}
