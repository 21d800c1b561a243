using GradCheck.Python.Source;

namespace GradCheck.Python.Syntax.Lexing;

/// <summary>Finds where a number ends, and what is wrong with it.</summary>
internal static class NumberScanner
{
    /// <summary>Reads the number that starts at an offset.</summary>
    /// <returns>Its token; and the error, or null. A number with an error ends where it can be read on.</returns>
    public static (Token Token, ProgramError? Error) Scan(string text, int start, int limit)
    {
        if (text[start] == '0' && start + 1 < limit)
        {
            switch (text[start + 1] | 0x20)
            {
                case 'x':
                    return Prefixed(text, start, limit, "hexadecimal", 16);
                case 'o':
                    return Prefixed(text, start, limit, "octal", 8);
                case 'b':
                    return Prefixed(text, start, limit, "binary", 2);
                default:
                    break;
            }
        }

        return Decimal(text, start, limit);
    }

    private static (Token Token, ProgramError? Error) Prefixed(string text, int start, int limit, string name, int radix)
    {
        var at = start + 2;
        while (at < limit)
        {
            var digit = at + 1 < limit && text[at] == '_' ? at + 1 : at;
            if (!char.IsAsciiHexDigit(text[digit]) || Convert.ToInt32(text[digit].ToString(), 16) >= radix)
            {
                break;
            }

            at = digit + 1;
        }

        var end = EndOfWord(text, at, limit);
        if (at < limit && radix < 10 && char.IsAsciiDigit(text[at]))
        {
            return Wrong(start, end, SyntaxErrors.Of($"invalid digit '{text[at]}' in {name} literal", new(at, at + 1)));
        }

        return at == start + 2 || (at < limit && !MayFollow(text, at, limit))
            ? Wrong(start, end, SyntaxErrors.Of($"invalid {name} literal", new(start, end)))
            : (new(TokenKind.Integer, start, at), null);
    }

    private static (Token Token, ProgramError? Error) Decimal(string text, int start, int limit)
    {
        var at = Digits(text, start, limit);
        var kind = TokenKind.Integer;
        if (at < limit && text[at] == '.')
        {
            kind = TokenKind.Float;
            at++;
            at = at < limit && char.IsAsciiDigit(text[at]) ? Digits(text, at, limit) : at;
        }

        if (at < limit && (text[at] | 0x20) == 'e')
        {
            var digits = at + 1 < limit && text[at + 1] is '+' or '-' ? at + 2 : at + 1;
            if (digits < limit && char.IsAsciiDigit(text[digits]))
            {
                kind = TokenKind.Float;
                at = Digits(text, digits, limit);
            }
        }

        if (at < limit && (text[at] | 0x20) == 'j')
        {
            at++;
            kind = TokenKind.Imaginary;
        }

        var end = EndOfWord(text, at, limit);
        if (kind == TokenKind.Integer && end == at + 1 && (text[at] | 0x20) == 'l')
        {
            return Wrong(start, end, SyntaxErrors.PythonTwo($"invalid decimal literal: the L of {Quote(text, start, end)} is Python 2 only; Python 3 writes {Quote(text, start, at)}", new(start, end)));
        }

        if (at < limit && !MayFollow(text, at, limit))
        {
            return Wrong(start, end, SyntaxErrors.Of(kind == TokenKind.Imaginary ? "invalid imaginary literal" : "invalid decimal literal", new(start, end)));
        }

        return kind == TokenKind.Integer && LeadingZeros(text, start, at) is { } error ? Wrong(start, at, error) : (new(kind, start, at), null);
    }

    /// <summary>Python 2's <c>0777</c>.</summary>
    private static ProgramError? LeadingZeros(string text, int start, int end)
    {
        var zeros = start;
        while (zeros < end && text[zeros] is '0' or '_')
        {
            zeros++;
        }

        if (text[start] != '0' || zeros == end)
        {
            return null;
        }

        const string Words = "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers";
        return text.AsSpan(start, end - start).ContainsAny('8', '9')
            ? SyntaxErrors.Of(Words, new(start, end))
            : SyntaxErrors.PythonTwo($"{Words}: {Quote(text, start, end)} is Python 2 only; Python 3 writes 0o{Quote(text, zeros, end)}", new(start, end));
    }

    private static int Digits(string text, int at, int limit)
    {
        while (at < limit && (char.IsAsciiDigit(text[at]) || (text[at] == '_' && at + 1 < limit && char.IsAsciiDigit(text[at + 1]))))
        {
            at++;
        }

        return at;
    }

    /// <summary>Whether a number may end here: <c>1if x else 2</c> is legal, <c>1a</c> is not.</summary>
    private static bool MayFollow(string text, int at, int limit)
    {
        if (!Characters.StartsName(text, at, limit))
        {
            return true;
        }

        var rest = text.AsSpan(at, limit - at);
        return rest.StartsWith("and") || rest.StartsWith("else") || rest.StartsWith("for") || rest.StartsWith("if") || rest.StartsWith("in")
            || rest.StartsWith("is") || rest.StartsWith("or") || rest.StartsWith("not");
    }

    private static int EndOfWord(string text, int at, int limit)
    {
        while (at < limit && Characters.ContinuesName(text, at, limit) is > 0 and var length)
        {
            at += length;
        }

        return at;
    }

    private static string Quote(string text, int start, int end) => SyntaxErrors.Quote(text[start..end]);

    private static (Token Token, ProgramError? Error) Wrong(int start, int end, ProgramError error) => (new(TokenKind.Error, start, end), error);
}
