using GradCheck.Python.Source;
using GradCheck.Python.Syntax.Lexing;

namespace GradCheck.Python.Syntax.Parsing;

/// <summary>Text to tree. A statement that cannot be read becomes a <see cref="FaultyStatement"/>, and reading goes on with the next line.</summary>
internal sealed class Parser
{
    private readonly TokenCursor cursor;
    private readonly ExpressionParser expressions;
    private readonly SimpleStatements simple;
    private readonly CompoundStatements compound;
    private readonly List<ProgramError> faults = [];
    private StatementPlace place = new(FunctionKind.None, false, 0);
    private int errors;

    private Parser(SourceText source, TokenList tokens)
    {
        cursor = new(source, tokens);
        expressions = new(cursor);
        simple = new(cursor, expressions);
        compound = new(cursor, expressions, this);
        faults.AddRange(tokens.LayoutFaults);
    }

    /// <summary>Reads a program.</summary>
    /// <param name="source">Its text.</param>
    /// <returns>The tree; what makes Python refuse the file is in its <see cref="ProgramTree.Faults"/>.</returns>
    /// <exception cref="ProgramException">The text is too long, or holds characters that no text has.</exception>
    public static ProgramTree Parse(SourceText source)
    {
        TextRules.Check(source);
        var parser = new Parser(source, Lexer.Read(source));
        var body = new List<Statement>();
        while (parser.cursor.Kind != TokenKind.EndOfFile)
        {
            parser.ReadInto(body);
        }

        return new(body) { Faults = [.. parser.faults.OrderBy(fault => fault.Span.Start)] };
    }

    /// <summary>Where the statement stands: what <c>return</c> and <c>break</c> need to know.</summary>
    public StatementPlace Place
    {
        get => place;
        private set => (place, expressions.Function) = (value, value.Function);
    }

    /// <summary>Reads what stands behind a colon: statements on the same line, or a block.</summary>
    /// <param name="header">What the block belongs to, in Python's words: <c>'if' statement</c>.</param>
    /// <param name="start">Where that begins.</param>
    /// <param name="inner">Where the block stands.</param>
    public List<Statement> ReadBlock(string header, int start, StatementPlace inner)
    {
        if (inner.Depth >= SyntaxLimits.Blocks)
        {
            throw new ProgramException(SyntaxErrors.TooManyBlocks(new(start, cursor.PreviousEnd)));
        }

        var outer = Place;
        Place = inner with { Depth = inner.Depth + 1 };
        var body = new List<Statement>();
        if (!cursor.Skip(TokenKind.NewLine))
        {
            ReadSimpleLine(body);
        }
        else if (cursor.Kind == TokenKind.Indent)
        {
            ReadIndented(body);
        }
        else
        {
            body.Add(Note(SyntaxErrors.MissingBlock(header, cursor.Source.LineOf(start), cursor.Current.Span)));
        }

        Place = outer;
        return body;
    }

    /// <summary>Notes an error.</summary>
    /// <returns>The statement that tells it when it is run.</returns>
    public FaultyStatement Note(ProgramError error)
    {
        errors++;
        if (error.Kind == ProgramErrorKind.Syntax)
        {
            faults.Add(error);
        }

        return new(error);
    }

    private void ReadInto(List<Statement> body)
    {
        var (start, outer) = (cursor.Current, Place);
        var count = body.Count;
        var index = cursor.Index;
        try
        {
            ReadStatement(body);
        }
        catch (ProgramException failure)
        {
            Place = outer;
            body.RemoveRange(count, body.Count - count);
            Recover(failure.Error, index, start, body);
        }
    }

    private void ReadStatement(List<Statement> body)
    {
        switch (cursor.Kind)
        {
            case TokenKind.Indent:
                ReadUnexpectedBlock(body);
                break;
            case TokenKind.Dedent or TokenKind.NewLine:
                cursor.Take();
                break;
            default:
                if (compound.TryRead(Place) is { } statement)
                {
                    body.Add(statement);
                }
                else
                {
                    ReadSimpleLine(body);
                }

                break;
        }
    }

    /// <summary>Lines further in than those before them, for no reason: they are read as if they were not.</summary>
    private void ReadUnexpectedBlock(List<Statement> body)
    {
        Note(SyntaxErrors.Indentation("unexpected indent", cursor.Current.Span));
        ReadIndented(body);
    }

    private void ReadIndented(List<Statement> body)
    {
        cursor.Take();
        while (cursor.Kind is not (TokenKind.Dedent or TokenKind.EndOfFile))
        {
            ReadInto(body);
        }

        cursor.Skip(TokenKind.Dedent);
    }

    private void ReadSimpleLine(List<Statement> body)
    {
        do
        {
            body.Add(simple.Read(Place));
        }
        while (cursor.Skip(TokenKind.Semicolon) && cursor.Kind is not (TokenKind.NewLine or TokenKind.EndOfFile));
        if (cursor.Kind != TokenKind.EndOfFile)
        {
            cursor.Expect(TokenKind.NewLine);
        }
    }

    /// <summary>Whether text that is no token is the better explanation of an error before it, as it is to CPython.</summary>
    private bool Explains(LexicalError lexical, ProgramError error) =>
        error.Code != ErrorCodes.PythonTwo && lexical.Error.Code != ErrorCodes.PythonTwo
        && (!lexical.IsNeverClosed || error.Kind == ProgramErrorKind.Unsupported || cursor.Source.LineOf(error.Span.End) > cursor.Source.LineOf(lexical.Error.Span.Start));

    private void Recover(ProgramError error, int index, Token start, List<Statement> body)
    {
        var lexical = cursor.Index > index && cursor.IsAtLineStart ? null : cursor.SkipStatement();
        while (cursor.Kind is TokenKind.Elif or TokenKind.Else or TokenKind.Except or TokenKind.Finally)
        {
            cursor.SkipStatement();
        }

        if (lexical is not null && Explains(lexical, error))
        {
            error = lexical.Error;
        }

        var faulty = Note(error);
        body.Add(compound.NameOfFunction(index) is { } name ? CompoundStatements.Unreadable(name, faulty, start.Span) : faulty);
        if (errors >= SyntaxLimits.Errors)
        {
            var end = cursor.Current.Span;
            while (cursor.Kind != TokenKind.EndOfFile)
            {
                cursor.Take();
            }

            faults.Add(SyntaxErrors.TooManyErrors(end));
            body.Add(new FaultyStatement(faults[^1]));
        }
    }
}

/// <summary>Where a statement stands.</summary>
/// <param name="Function">What kind of function it is inside of.</param>
/// <param name="IsInLoop">Whether it is inside of a loop of the same function.</param>
/// <param name="Depth">How many blocks it is inside of.</param>
internal readonly record struct StatementPlace(FunctionKind Function, bool IsInLoop, int Depth)
{
    /// <summary>Whether it is inside of a function.</summary>
    public bool IsInFunction => Function != FunctionKind.None;

    /// <summary>The kind that a function here would be: <see cref="FunctionKind.Async"/> behind the word.</summary>
    public FunctionKind Next { get; init; } = FunctionKind.Plain;
}

/// <summary>What kind of function a piece of a program is in; it decides whether <c>yield</c> and <c>await</c> may stand there.</summary>
internal enum FunctionKind
{
    None,
    Plain,
    Async,
}
