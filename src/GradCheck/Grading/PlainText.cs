using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GradCheck.Grading;

/// <summary>Text from outside, such as a student's traceback, as it may stand in any report.</summary>
/// <remarks>
/// Colours of terminals go, and so do control characters, marks that turn or hide text, and what is no character at all:
/// none of them may stand in XML, and each could make a report look like something else.
/// </remarks>
public static partial class PlainText
{
    /// <summary>The longest text that is kept as it is.</summary>
    public const int MostCharacters = 2000;

    /// <summary>The longest name or title that is kept as it is.</summary>
    public const int MostInLine = 200;

    private const string Cut = "...";
    private const string Gap = $"\n{Cut}\n";

    /// <summary>A text without what is no text, its lines kept.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">The most characters; of a longer text the beginning and the end are kept, where a traceback says what happened.</param>
    public static string Of(string text, int most = MostCharacters)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = new StringBuilder();
        foreach (var rune in Escapes().Replace(text, string.Empty).ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value == '\t')
            {
                plain.Append("    ");
            }
            else if (rune.Value == '\n' || !IsHidden(Rune.GetUnicodeCategory(rune)))
            {
                plain.Append(rune);
            }
        }

        return Shorten(plain.ToString().Trim(), most);
    }

    /// <summary>A text in one line.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">The most characters; of a longer text the beginning is kept.</param>
    public static string Line(string text, int most = MostInLine)
    {
        var line = Breaks().Replace(Of(text), " ");
        return line.Length <= most ? line : line[..Whole(line, most - Cut.Length)] + Cut;
    }

    /// <summary>A text of up to so many characters.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">The most characters.</param>
    public static string Shorten(string text, int most)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= most)
        {
            return text;
        }

        if (most <= 3 * Gap.Length)
        {
            return text[..Whole(text, most)];
        }

        var head = Whole(text, (most - Gap.Length) / 3);
        var tail = Whole(text, text.Length - (most - Gap.Length - head));
        return text[..head] + Gap + text[tail..];
    }

    private static bool IsHidden(UnicodeCategory category) =>
        category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    // A cut may not fall within a pair of surrogates.
    private static int Whole(string text, int at) => at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) ? at + 1 : at;

    [GeneratedRegex("\u001B\\[[0-?]*[ -/]*[@-~]")]
    private static partial Regex Escapes();

    [GeneratedRegex("\\s*\n\\s*")]
    private static partial Regex Breaks();
}
