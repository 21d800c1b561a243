using System.Globalization;
using System.Text;

namespace GradCheck.Programs.Syntax;

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

        var text = value.ToString("E16", CultureInfo.InvariantCulture);
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var exponent = int.Parse(text.AsSpan(text.IndexOf('E', StringComparison.Ordinal) + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var sign = double.IsNegative(value) ? "-" : string.Empty;
        var digits = Digits(shortest);
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
        foreach (var letter in value)
        {
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

    private static string Digits(string shortest)
    {
        var end = shortest.IndexOf('E', StringComparison.Ordinal);
        var digits = (end < 0 ? shortest : shortest[..end]).Replace(".", string.Empty, StringComparison.Ordinal).TrimStart('-', '0').TrimEnd('0');
        return digits.Length == 0 ? "0" : digits;
    }
}
