using System.Globalization;
using System.Text;
using GradCheck.Python.Source;

namespace GradCheck.Python.Syntax.Parsing;

/// <summary>The escapes of a string: <c>\n</c>, <c>\x41</c>, <c>\u2264</c>.</summary>
internal static class StringEscapes
{
    /// <summary>What a piece of a string's text says.</summary>
    /// <param name="text">The program's text.</param>
    /// <param name="piece">Where the piece is.</param>
    /// <param name="into">Where to write.</param>
    /// <exception cref="ProgramException">An escape is cut short, or names a character.</exception>
    public static void Decode(string text, Span piece, StringBuilder into)
    {
        for (var at = piece.Start; at < piece.End;)
        {
            var next = text.IndexOf('\\', at, piece.End - at);
            if (next < 0 || next + 1 == piece.End)
            {
                into.Append(text, at, piece.End - at);
                return;
            }

            into.Append(text, at, next - at);
            at = DecodeOne(text, next, piece.End, into);
        }
    }

    private static int DecodeOne(string text, int at, int end, StringBuilder into)
    {
        var letter = text[at + 1];
        switch (letter)
        {
            case '\n':
                return at + 2;
            case '\\' or '\'' or '"':
                into.Append(letter);
                return at + 2;
            case >= '0' and <= '7':
                return Octal(text, at + 1, end, into);
            case 'x':
                return Hex(text, at, 2, @"truncated \xXX escape", end, into);
            case 'u':
                return Hex(text, at, 4, @"truncated \uXXXX escape", end, into);
            case 'U':
                return Hex(text, at, 8, @"truncated \UXXXXXXXX escape", end, into);
            case 'N':
                throw Errors.Unsupported(@"characters by name are not supported; write \u and the character's number", new(at, at + 2));
            default:
                break;
        }

        const string Letters = "abfnrtv";
        if (Letters.IndexOf(letter) is >= 0 and var index)
        {
            into.Append("\a\b\f\n\r\t\v"[index]);
        }
        else
        {
            into.Append('\\').Append(letter);
        }

        return at + 2;
    }

    private static int Octal(string text, int at, int end, StringBuilder into)
    {
        var value = 0;
        var stop = Math.Min(end, at + 3);
        for (; at < stop && text[at] is >= '0' and <= '7'; at++)
        {
            value = (value * 8) + (text[at] - '0');
        }

        into.Append((char)value);
        return at;
    }

    private static int Hex(string text, int at, int digits, string message, int end, StringBuilder into)
    {
        var start = at + 2;
        var stop = start;
        while (stop < end && stop < start + digits && char.IsAsciiHexDigit(text[stop]))
        {
            stop++;
        }

        if (stop < start + digits)
        {
            throw Broken(message, new(at, stop));
        }

        var value = uint.Parse(text.AsSpan(start, digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        if (value > 0x10FFFF)
        {
            throw Broken("illegal Unicode character", new(at, stop));
        }

        into.Append(value > 0xFFFF ? char.ConvertFromUtf32((int)value) : ((char)value).ToString());
        return stop;
    }

    private static ProgramException Broken(string message, Span span) =>
        Errors.Syntax($"(unicode error) 'unicodeescape' codec can't decode bytes: {message}", span);
}
