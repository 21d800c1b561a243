using System.Globalization;
using System.Text;

namespace GradCheck.Python.Syntax.Printing;

/// <summary>Literals as Python's <c>repr</c> prints them.</summary>
internal static class LiteralText
{
    private const int FirstLargeExponent = 16;
    private const int LastSmallExponent = -4;

    public static string Float(double value)
    {
        if (double.IsNaN(value))
        {
            return "float('nan')";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "1e999" : "-1e999";
        }

        var sign = double.IsNegative(value) ? "-" : string.Empty;
        var (digits, exponent) = Shortest(Math.Abs(value));
        if (exponent is < LastSmallExponent or >= FirstLargeExponent)
        {
            var fraction = digits.Length > 1 ? "." + digits[1..] : string.Empty;
            return FormattableString.Invariant($"{sign}{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
        }

        if (exponent < 0)
        {
            return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        }

        var whole = digits.Length > exponent + 1 ? digits[..(exponent + 1)] : digits.PadRight(exponent + 1, '0');
        return $"{sign}{whole}.{(digits.Length > exponent + 1 ? digits[(exponent + 1)..] : "0")}";
    }

    /// <summary>A text between marks.</summary>
    /// <param name="value">The text.</param>
    /// <param name="mark">The mark, or null for the one that Python would choose.</param>
    public static string String(string value, string? mark = null)
    {
        mark ??= value.Contains('\'', StringComparison.Ordinal) && !value.Contains('"', StringComparison.Ordinal) ? "\"" : "'";
        var text = new StringBuilder(mark);
        AppendEscaped(text, value, mark[0]);
        return text.Append(mark).ToString();
    }

    /// <summary>Writes a text with the escapes that it needs between such marks.</summary>
    public static void AppendEscaped(StringBuilder into, string value, char mark)
    {
        for (var k = 0; k < value.Length; k++)
        {
            var letter = value[k];
            if (k + 1 < value.Length && char.IsSurrogatePair(letter, value[k + 1]))
            {
                into.Append(letter).Append(value[++k]);
                continue;
            }

            _ = letter switch
            {
                '\\' => into.Append(@"\\"),
                '\n' => into.Append(@"\n"),
                '\r' => into.Append(@"\r"),
                '\t' => into.Append(@"\t"),
                _ when letter == mark => into.Append('\\').Append(letter),
                < ' ' or '\x7f' => into.Append(CultureInfo.InvariantCulture, $@"\x{(int)letter:x2}"),
                >= '\x80' when !IsPlain(letter) => into.Append(CultureInfo.InvariantCulture, $@"\u{(int)letter:x4}"),
                _ => into.Append(letter),
            };
        }
    }

    /// <summary>Whether a character can stand in a text as it is. Halves of characters cannot: apart they would be no text.</summary>
    private static bool IsPlain(char letter) => char.GetUnicodeCategory(letter) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator or UnicodeCategory.PrivateUse);

    /// <summary>The fewest digits that tell a number from its neighbours, and the power of ten of the first.</summary>
    private static (string Digits, int Exponent) Shortest(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var mark = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = mark < 0 ? 0 : int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = mark < 0 ? text : text[..mark];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var all = mantissa.Replace(".", string.Empty, StringComparison.Ordinal);
        var digits = all.TrimStart('0');
        return digits.Length == 0 ? ("0", 0) : (digits.TrimEnd('0'), exponent + (point < 0 ? mantissa.Length : point) - 1 - (all.Length - digits.Length));
    }
}
