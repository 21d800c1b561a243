using GradCheck.Python.Source;
using GradCheck.Python.Syntax.Lexing;

namespace GradCheck.Python.Syntax.Parsing;

/// <summary>A place in a list of tokens.</summary>
internal sealed class TokenCursor(SourceText source, TokenList list)
{
    private readonly IReadOnlyList<Token> tokens = list.Tokens;

    public SourceText Source => source;

    public int Index { get; private set; }

    public Token Current => tokens[Index];

    public TokenKind Kind => tokens[Index].Kind;

    /// <summary>The offset after the last token that was taken.</summary>
    public int PreviousEnd => Index == 0 ? 0 : tokens[Index - 1].End;

    /// <summary>Whether the last token that was taken ended a line.</summary>
    public bool IsAtLineStart => Index == 0 || tokens[Index - 1].Kind is TokenKind.NewLine or TokenKind.Dedent;

    /// <summary>The kind of a token behind the current one.</summary>
    public TokenKind Ahead(int count) => tokens[Math.Min(Index + count, tokens.Count - 1)].Kind;

    public Token Take()
    {
        var token = tokens[Index];
        Index += Index < tokens.Count - 1 ? 1 : 0;
        return token;
    }

    public bool Skip(TokenKind kind)
    {
        if (Kind != kind)
        {
            return false;
        }

        Take();
        return true;
    }

    public Token Expect(TokenKind kind, string? message = null) => Kind == kind ? Take() : throw Fail(message);

    public string ExpectName(string? message = null) => TextOf(Expect(TokenKind.Name, message));

    public string TextOf(Token token) => source.TextOf(token.Span);

    /// <summary>Whether the current token is a name of this text.</summary>
    public bool IsName(string text) => Kind == TokenKind.Name && source.Text.AsSpan(Current.Start, Current.End - Current.Start).SequenceEqual(text);

    /// <summary>The span from an offset to the last token that was taken.</summary>
    public Span From(int start) => new(start, Math.Max(start, PreviousEnd));

    /// <summary>What is wrong with the current token: that it is none, or else the message.</summary>
    public ProgramException Fail(string? message = null) => Kind switch
    {
        TokenKind.Error => new(list.Errors[Index].Error),
        TokenKind.Indent => new(SyntaxErrors.Indentation("unexpected indent", Current.Span)),
        _ => new(SyntaxErrors.Of(message, Current.Span)),
    };

    /// <summary>Fails because of something that was already read, unless the current token is none.</summary>
    public ProgramException FailAt(string? message, Span span) => Kind == TokenKind.Error ? Fail() : new(SyntaxErrors.Of(message, span));

    /// <summary>Passes to the end of the line, and over the block below it.</summary>
    /// <returns>The first text on the way that is no token, if there is any.</returns>
    public LexicalError? SkipStatement()
    {
        LexicalError? found = null;
        while (Kind is not (TokenKind.NewLine or TokenKind.EndOfFile))
        {
            found ??= Kind == TokenKind.Error && list.Errors[Index] is { Error.Detail: not SyntaxDetail.Bare } error ? error : null;
            Take();
        }

        Skip(TokenKind.NewLine);
        if (Kind == TokenKind.Indent)
        {
            SkipBlock();
        }

        return found;
    }

    /// <summary>Passes over a block, its indentation included.</summary>
    public void SkipBlock()
    {
        var depth = 0;
        do
        {
            depth += Kind switch { TokenKind.Indent => 1, TokenKind.Dedent => -1, _ => 0 };
            Take();
        }
        while (depth > 0 && Kind != TokenKind.EndOfFile);
    }

    /// <summary>The place of the line's end, seen from the current token.</summary>
    public int LineEnd()
    {
        var at = Index;
        while (tokens[at].Kind is not (TokenKind.NewLine or TokenKind.EndOfFile))
        {
            at++;
        }

        return at;
    }

    public Token At(int index) => tokens[Math.Min(index, tokens.Count - 1)];

    /// <summary>Goes back to a place where the cursor has been.</summary>
    public void Return(int index) => Index = index;
}
