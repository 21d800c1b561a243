using System.Text;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax.Lexing;

namespace GradCheck.Python.Syntax.Parsing;

/// <summary>Reads string tokens, adjacent ones as one, into expressions.</summary>
internal sealed class StringLiterals(ExpressionParser parser, TokenCursor cursor)
{
    private readonly string text = cursor.Source.Text;

    /// <summary>Reads the strings at the cursor.</summary>
    public Expression Read()
    {
        var start = cursor.Current.Start;
        var parts = new FormattedParts();
        var (bytes, others) = (false, false);
        while (cursor.Kind == TokenKind.String)
        {
            var token = cursor.Take();
            var quote = text.AsSpan(token.Start).IndexOfAny('"', '\'') + token.Start;
            var prefix = text[token.Start..quote].ToLowerInvariant();
            var marks = token.End - quote >= 6 && text[quote + 1] == text[quote] && text[quote + 2] == text[quote] ? 3 : 1;
            var content = new Span(quote + marks, token.End - marks);
            (bytes, others) = (bytes || prefix.Contains('b'), others || !prefix.Contains('b'));
            if (bytes && others)
            {
                throw Errors.Syntax("cannot mix bytes and nonbytes literals", token.Span);
            }

            var isRaw = prefix.Contains('r');
            if (prefix.Contains('f'))
            {
                new FormattedStringReader(parser, cursor.Source, isRaw, 0).Read(content, parts);
            }
            else if (isRaw)
            {
                parts.Text.Append(text, content.Start, content.End - content.Start);
            }
            else
            {
                StringEscapes.Decode(text, content, parts.Text);
            }
        }

        var span = cursor.From(start);
        return bytes ? new UnsupportedExpression("bytes are not supported; write a string without the b", span) : parts.ToExpression(span);
    }
}

/// <summary>What the strings read so far are made of.</summary>
internal sealed class FormattedParts
{
    private readonly List<FormattedPart> parts = [];

    /// <summary>The plain text since the last expression.</summary>
    public StringBuilder Text { get; } = new();

    public bool IsEmpty => parts.Count == 0 && Text.Length == 0;

    public void Add(Expression value, char? conversion, FormattedString? format)
    {
        Flush();
        parts.Add(new(null, value, conversion, format));
    }

    /// <summary>A string where there is no expression in it; otherwise one with parts.</summary>
    public Expression ToExpression(Span span) => parts.Count == 0 ? new StringLiteral(Text.ToString(), span) : ToFormatted(span);

    public FormattedString ToFormatted(Span span)
    {
        Flush();
        return new(parts, span);
    }

    private void Flush()
    {
        if (Text.Length > 0)
        {
            parts.Add(new(Text.ToString(), null, null, null));
            Text.Clear();
        }
    }
}
