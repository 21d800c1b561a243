using GradCheck.Python.Source;

namespace GradCheck.Python.Syntax.Parsing;

/// <summary>Reads what is inside of <c>f"..."</c>: text, and expressions in braces with their conversion and format.</summary>
internal sealed class FormattedStringReader(ExpressionParser parser, SourceText source, bool isRaw, int depth)
{
    private const int MaximumDepth = 2;
    private readonly string text = source.Text;

    public void Read(Span content, FormattedParts into)
    {
        var end = ReadParts(content, false, into);
        if (end < content.End)
        {
            throw SyntaxErrors.InText("f-string: single '}' is not allowed", new(end, end + 1));
        }
    }

    /// <summary>Reads text and expressions; a format ends at its brace.</summary>
    /// <returns>The offset of the brace that ended it; the end of the piece where none did.</returns>
    private int ReadParts(Span piece, bool isFormat, FormattedParts into)
    {
        var at = piece.Start;
        while (at < piece.End)
        {
            var brace = text.AsSpan(at, piece.End - at).IndexOfAny('{', '}');
            var stop = brace < 0 ? piece.End : at + brace;
            AddText(new(at, stop), into);
            if (stop == piece.End)
            {
                return stop;
            }

            var isDouble = stop + 1 < piece.End && text[stop + 1] == text[stop] && !isFormat;
            if (isDouble)
            {
                into.Text.Append(text[stop]);
                at = stop + 2;
            }
            else if (text[stop] == '}')
            {
                return stop;
            }
            else
            {
                at = ReadField(new(stop, piece.End), into);
            }
        }

        return at;
    }

    private void AddText(Span piece, FormattedParts into)
    {
        if (isRaw)
        {
            into.Text.Append(text, piece.Start, piece.End - piece.Start);
        }
        else
        {
            StringEscapes.Decode(text, piece, into.Text);
        }
    }

    /// <summary>Reads <c>{value=!r:format}</c>.</summary>
    private int ReadField(Span piece, FormattedParts into)
    {
        if (depth >= MaximumDepth)
        {
            throw SyntaxErrors.InText("f-string: expressions nested too deeply", new(piece.Start, piece.Start + 1));
        }

        var start = piece.Start + 1;
        var at = FieldBoundary.Find(text, piece);
        var value = parser.InsideOfString(new(start, at));
        var isShown = at < piece.End && text[at] == '=';
        if (isShown)
        {
            for (at++; at < piece.End && text[at] is ' ' or '\t' or '\n' or '\f'; at++)
            {
            }

            into.Text.Append(text, start, at - start);
        }

        char? conversion = null;
        if (at < piece.End && text[at] == '!')
        {
            conversion = at + 1 < piece.End && text[at + 1] is 'r' or 's' or 'a'
                ? text[at + 1]
                : throw SyntaxErrors.InText("f-string: invalid conversion character: expected 's', 'r', or 'a'", new(at, Math.Min(at + 2, piece.End)));
            at += 2;
        }

        FormattedString? format = null;
        var hasFormat = at < piece.End && text[at] == ':';
        if (hasFormat)
        {
            var parts = new FormattedParts();
            var formatStart = at + 1;
            at = new FormattedStringReader(parser, source, isRaw, depth + 1).ReadParts(new(formatStart, piece.End), true, parts);
            format = parts.IsEmpty ? null : parts.ToFormatted(new(formatStart, at));
        }

        if (at >= piece.End || text[at] != '}')
        {
            throw SyntaxErrors.InText("f-string: expecting '}'", new(piece.Start, piece.Start + 1));
        }

        into.Add(value, conversion ?? (isShown && !hasFormat ? 'r' : null), format);
        return at + 1;
    }
}
