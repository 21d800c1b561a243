using System.Buffers;
using System.Globalization;
using System.Text;

namespace GradCheck.Python.Syntax.Lexing;

/// <summary>Which characters make names.</summary>
internal static class Characters
{
    /// <summary>Whether a name may start with the character at an offset.</summary>
    public static bool StartsName(string text, int at, int limit) =>
        char.IsAscii(text[at]) ? char.IsAsciiLetter(text[at]) || text[at] == '_' : IsLetter(RuneAt(text, at, limit));

    /// <summary>The length of the character at an offset where a name may go on with it; otherwise 0.</summary>
    public static int ContinuesName(string text, int at, int limit)
    {
        if (char.IsAscii(text[at]))
        {
            return char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_' ? 1 : 0;
        }

        var rune = RuneAt(text, at, limit);
        var continues = IsLetter(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation;
        return continues ? rune.Utf16SequenceLength : 0;
    }

    /// <summary>The character at an offset; U+FFFD where it is half of one.</summary>
    public static Rune RuneAt(string text, int at, int limit) =>
        Rune.DecodeFromUtf16(text.AsSpan(at, limit - at), out var rune, out _) == OperationStatus.Done ? rune : Rune.ReplacementChar;

    private static bool IsLetter(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
        or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber;
}
