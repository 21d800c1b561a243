using GradCheck.Python.Source;

namespace GradCheck.Python.Syntax.Lexing;

/// <summary>Text to tokens. It never fails: what is no token is one of kind <see cref="TokenKind.Error"/>, and reading goes on behind it.</summary>
internal sealed class Lexer
{
    private readonly SourceText source;
    private readonly string text;
    private readonly int limit;
    private readonly bool isExpression;
    private readonly List<Token> tokens = [];
    private readonly Dictionary<int, LexicalError> errors = [];
    private readonly Stack<int> brackets = new();
    private readonly Indentation indentation;
    private int at;

    private Lexer(SourceText source, Span span, bool isExpression)
    {
        this.source = source;
        text = source.Text;
        at = span.Start;
        limit = span.End;
        this.isExpression = isExpression;
        indentation = new(text, tokens);
    }

    /// <summary>The tokens of a file.</summary>
    public static TokenList Read(SourceText source) => new Lexer(source, new(0, source.Text.Length), false).Run();

    /// <summary>The tokens of an expression inside of a text, where a line end is nothing but space.</summary>
    public static TokenList ReadExpression(SourceText source, Span span) => new Lexer(source, span, true).Run();

    private bool IsInside => isExpression || brackets.Count > 0;

    private TokenList Run()
    {
        if (!isExpression)
        {
            at += at < limit && text[at] == '\uFEFF' ? 1 : 0;
            at = indentation.Enter(at);
        }

        while (at < limit)
        {
            ReadOne();
        }

        Finish();
        return new(tokens, errors, indentation.Faults);
    }

    private void ReadOne()
    {
        switch (text[at])
        {
            case ' ' or '\t' or '\f':
                at++;
                break;
            case '#':
                at = EndOfLine(at);
                break;
            case '\n':
                EndLine();
                break;
            case '\\':
                JoinLines();
                break;
            case '"' or '\'':
                ReadString(at);
                break;
            case '.' when at + 1 < limit && char.IsAsciiDigit(text[at + 1]):
            case >= '0' and <= '9':
                var (number, error) = NumberScanner.Scan(text, at, limit);
                Add(number, error);
                break;
            default:
                ReadWordOrSign();
                break;
        }
    }

    private void EndLine()
    {
        if (!IsInside)
        {
            Add(new(TokenKind.NewLine, at, at + 1));
            at = indentation.Enter(at);
            return;
        }

        at++;
        if (!isExpression && TokenTable.StatementKeywords.Contains(WordAhead()))
        {
            // The student forgot to close a bracket: end the statement here, so that the lines below are read as what they are.
            NeverClosed();
            Add(new(TokenKind.NewLine, at, at));
            at = indentation.Enter(at);
        }
    }

    private TokenKind WordAhead()
    {
        var start = at;
        while (start < limit && text[start] is ' ' or '\t')
        {
            start++;
        }

        var end = start;
        while (end < limit && char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        return end == start || (end < limit && Characters.ContinuesName(text, end, limit) > 0) ? TokenKind.Name : TokenTable.OfWord(text.AsSpan(start, end - start));
    }

    private void JoinLines()
    {
        if (at + 1 < limit && text[at + 1] == '\n' && at + 2 < limit)
        {
            at += 2;
        }
        else if (at + 1 >= limit || text[at + 1] == '\n')
        {
            Add(new(TokenKind.Error, at, at + 1), SyntaxErrors.Of("unexpected EOF while parsing", new(at, at + 1)));
        }
        else
        {
            Add(new(TokenKind.Error, at, EndOfLine(at)), SyntaxErrors.Of("unexpected character after line continuation character", new(at, at + 1)));
        }
    }

    private void ReadWordOrSign()
    {
        if (Characters.StartsName(text, at, limit))
        {
            ReadWord();
            return;
        }

        var (kind, length) = TokenTable.OfSign(text.AsSpan(at, Math.Min(TokenTable.LongestSign, limit - at)));
        if (length == 0)
        {
            ReadForeign();
            return;
        }

        var token = new Token(kind, at, at + length);
        if (kind == TokenKind.Less && token.End < limit && text[token.End] == '>')
        {
            token = token with { Kind = TokenKind.Error, End = token.End + 1 };
            Add(token, SyntaxErrors.PythonTwo("invalid syntax: <> is Python 2 only; Python 3 writes !=", token.Span));
            return;
        }

        Add(token, kind switch
        {
            TokenKind.OpenParenthesis or TokenKind.OpenBracket or TokenKind.OpenBrace => Open(token),
            TokenKind.CloseParenthesis or TokenKind.CloseBracket or TokenKind.CloseBrace => Close(token),
            _ => null,
        });
    }

    private void ReadWord()
    {
        var end = at;
        while (end < limit && Characters.ContinuesName(text, end, limit) is > 0 and var length)
        {
            end += length;
        }

        if (end < limit && text[end] is '"' or '\'' && end - at <= 2)
        {
            switch (text[at..end].ToLowerInvariant())
            {
                case "r" or "b" or "u" or "f" or "br" or "rb" or "fr" or "rf":
                    ReadString(end);
                    return;
                case "ur":
                    Add(new(TokenKind.Error, at, end), SyntaxErrors.PythonTwo($"invalid syntax: the prefix {text[at..end]} is Python 2 only; Python 3 writes r", new(at, end)));
                    return;
                default:
                    break;
            }
        }

        Add(new(TokenTable.OfWord(text.AsSpan(at, end - at)), at, end));
    }

    private void ReadString(int quote)
    {
        var mark = text[quote];
        var isTriple = quote + 2 < limit && text[quote + 1] == mark && text[quote + 2] == mark;
        for (var end = quote + (isTriple ? 3 : 1); end < limit; end++)
        {
            if (text[end] == '\\')
            {
                end++;
            }
            else if (text[end] == '\n' && !isTriple)
            {
                break;
            }
            else if (text[end] == mark && (!isTriple || (end + 2 < limit && text[end + 1] == mark && text[end + 2] == mark)))
            {
                Add(new(TokenKind.String, at, end + (isTriple ? 3 : 1)));
                return;
            }
        }

        var stop = isTriple ? limit : EndOfLine(quote);
        Add(new(TokenKind.Error, at, stop), SyntaxErrors.UnterminatedString(source.LineOf(Math.Max(at, stop - 1)), isTriple, new(at, EndOfLine(at))));
    }

    /// <summary>A character that Python has no use for.</summary>
    private void ReadForeign()
    {
        var rune = Characters.RuneAt(text, at, limit);
        var token = new Token(TokenKind.Error, at, at + rune.Utf16SequenceLength);
        var error = text[at] switch
        {
            '`' => SyntaxErrors.PythonTwo("invalid syntax: backticks are Python 2 only; Python 3 writes repr(...)", token.Span),
            '$' or '?' or '!' => SyntaxErrors.Of(null, token.Span),
            _ => SyntaxErrors.InvalidCharacter(rune, token.Span),
        };
        Add(token, error);
    }

    private ProgramError? Open(Token token)
    {
        if (brackets.Count == SyntaxLimits.Brackets)
        {
            return StopAt("too many nested parentheses", token.Span);
        }

        brackets.Push(token.Start);
        return null;
    }

    private ProgramError? Close(Token token)
    {
        if (brackets.Count == 0)
        {
            return SyntaxErrors.Unmatched(text[token.Start], token.Span);
        }

        var start = brackets.Pop();
        var expected = text[start] switch { '(' => ')', '[' => ']', _ => '}' };
        if (text[token.Start] == expected)
        {
            return null;
        }

        var line = source.LineOf(start);
        return SyntaxErrors.Mismatched(text[token.Start], text[start], line == source.LineOf(token.Start) ? null : line, token.Span);
    }

    /// <summary>Gives up on the rest of the text.</summary>
    private ProgramError StopAt(string message, Span span)
    {
        at = limit;
        brackets.Clear();
        return SyntaxErrors.Of(message, span);
    }

    private void NeverClosed()
    {
        if (brackets.Count == 0)
        {
            return;
        }

        var start = brackets.Peek();
        errors[tokens.Count] = new(SyntaxErrors.NeverClosed(text[start], new(start, start + 1)), true);
        tokens.Add(new(TokenKind.Error, at, at));
        brackets.Clear();
    }

    private void Finish()
    {
        NeverClosed();
        if (!isExpression)
        {
            if (tokens.Count > 0 && tokens[^1].Kind is not (TokenKind.NewLine or TokenKind.Dedent))
            {
                Add(new(TokenKind.NewLine, limit, limit));
            }

            indentation.Leave(limit);
        }

        tokens.Add(new(TokenKind.EndOfFile, limit, limit));
    }

    private void Add(Token token, ProgramError? error = null)
    {
        if (error is not null)
        {
            if (errors.Count == SyntaxLimits.Errors)
            {
                error = SyntaxErrors.TooManyErrors(token.Span);
                at = limit;
            }

            errors[tokens.Count] = new(error, false);
            token = token with { Kind = TokenKind.Error };
        }

        tokens.Add(token);
        at = Math.Max(at, token.End);
    }

    private int EndOfLine(int from)
    {
        var end = text.IndexOf('\n', from, limit - from);
        return end < 0 ? limit : end;
    }
}
