using GradCheck.Python.Source;

namespace GradCheck.Python.Syntax.Parsing;

/// <summary>Finds where the expression in the braces of an <c>f"..."</c> ends.</summary>
internal static class FieldBoundary
{
    /// <summary>The offset of the <c>=</c>, <c>!</c>, <c>:</c> or brace behind the expression.</summary>
    /// <param name="text">The program's text.</param>
    /// <param name="piece">From the opening brace to the end of the string.</param>
    public static int Find(string text, Span piece)
    {
        var open = new Stack<int>();
        var at = piece.Start + 1;
        for (; at < piece.End; at++)
        {
            switch (text[at])
            {
                case '\\':
                    throw SyntaxErrors.InText("f-string expression part cannot include a backslash", new(at, at + 1));
                case '#':
                    throw SyntaxErrors.InText("f-string expression part cannot include '#'", new(at, at + 1));
                case '"' or '\'':
                    at = SkipString(text, at, piece.End);
                    break;
                case '(' or '[' or '{':
                    open.Push(at);
                    break;
                case '}' or '!' or ':' or '=' when open.Count == 0:
                    if (!IsOperator(text, ref at, piece.End))
                    {
                        return at;
                    }

                    break;
                case ')' or ']' or '}':
                    Close(text, at, open);
                    break;
                default:
                    break;
            }
        }

        throw SyntaxErrors.InText("f-string: expecting '}'", new(piece.Start, piece.Start + 1));
    }

    /// <summary>Whether a sign is part of <c>==</c>, <c>!=</c>, <c>&lt;=</c> or <c>&gt;=</c>; passes over its second half.</summary>
    private static bool IsOperator(string text, ref int at, int end)
    {
        if (text[at] is '!' or '=' && at + 1 < end && text[at + 1] == '=')
        {
            at++;
            return true;
        }

        return text[at] == '=' && text[at - 1] is '<' or '>';
    }

    private static int SkipString(string text, int at, int end)
    {
        var mark = text[at];
        var isTriple = at + 2 < end && text[at + 1] == mark && text[at + 2] == mark;
        for (var k = at + (isTriple ? 3 : 1); k < end; k++)
        {
            if (text[k] == '\\')
            {
                throw SyntaxErrors.InText("f-string expression part cannot include a backslash", new(k, k + 1));
            }

            if (text[k] == mark && (!isTriple || (k + 2 < end && text[k + 1] == mark && text[k + 2] == mark)))
            {
                return isTriple ? k + 2 : k;
            }
        }

        throw SyntaxErrors.InText("f-string: unterminated string", new(at, at + 1));
    }

    private static void Close(string text, int at, Stack<int> open)
    {
        if (!open.TryPop(out var start))
        {
            throw SyntaxErrors.InText($"f-string: unmatched '{text[at]}'", new(at, at + 1));
        }

        if ((text[start], text[at]) is not (('(', ')') or ('[', ']') or ('{', '}')))
        {
            throw SyntaxErrors.InText($"f-string: closing parenthesis '{text[at]}' does not match opening parenthesis '{text[start]}'", new(at, at + 1));
        }
    }
}
