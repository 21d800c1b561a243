using GradCheck.Python.Source;
using GradCheck.Python.Syntax.Lexing;

namespace GradCheck.Python.Syntax.Parsing;

/// <summary>Reads statements that have blocks.</summary>
internal sealed class CompoundStatements(TokenCursor cursor, ExpressionParser expressions, Parser blocks)
{
    private readonly UnsupportedStatements unsupported = new(cursor);
    private readonly WithParser withs = new(cursor, expressions, blocks);

    /// <summary>A function whose text cannot be read, or that cannot be run: calling it tells why, and the rest of the file is not touched.</summary>
    public static FunctionStatement Unreadable(string name, FaultyStatement fault, Span span) =>
        new(name, new([], "arguments", [], "keywords"), [fault], span);

    /// <summary>Reads the statement at the cursor; null where it has no block.</summary>
    public Statement? TryRead(StatementPlace place) => cursor.Kind switch
    {
        TokenKind.If => ReadIf(place),
        TokenKind.For => ReadFor(place),
        TokenKind.While => ReadWhile(place),
        TokenKind.Def => ReadFunction(place),
        TokenKind.Try => ReadTry(place),
        TokenKind.With => withs.Read(place),
        TokenKind.Class => ReadClass(place),
        TokenKind.At => ReadDecorated(place),
        TokenKind.Async => unsupported.ReadAsync(place, () => TryRead(place with { Next = FunctionKind.Async })),
        TokenKind.Name => unsupported.TryReadMatch(),
        _ => null,
    };

    /// <summary>The name of the function whose header is at a place in the tokens, if one is.</summary>
    public string? NameOfFunction(int index)
    {
        var def = cursor.At(index).Kind == TokenKind.Async ? index + 1 : index;
        return cursor.At(def).Kind == TokenKind.Def && cursor.At(def + 1).Kind == TokenKind.Name ? cursor.TextOf(cursor.At(def + 1)) : null;
    }

    /// <summary>An <c>if</c> with its branches. They are read in a loop, and only the tree nests them.</summary>
    private IfStatement ReadIf(StatementPlace place)
    {
        var branches = new List<(Expression Test, List<Statement> Then, Span Span)>();
        do
        {
            var keyword = cursor.Take();
            var test = expressions.Whole(parser => parser.ReadNamed());
            var span = EndHeader(keyword, test);
            branches.Add((test, blocks.ReadBlock($"'{cursor.TextOf(keyword)}' statement", keyword.Start, place with { Depth = place.Depth + branches.Count }), span));
        }
        while (cursor.Kind == TokenKind.Elif);

        var otherwise = ReadElse(place);
        IfStatement? statement = null;
        for (var k = branches.Count - 1; k >= 0; k--)
        {
            statement = new(branches[k].Test, branches[k].Then, statement is null ? otherwise : [statement], branches[k].Span);
        }

        return statement!;
    }

    private ForStatement ReadFor(StatementPlace place)
    {
        var keyword = cursor.Take();
        var target = expressions.Whole(parser => parser.ReadTargets());
        cursor.Expect(TokenKind.In);
        var values = expressions.Whole(parser => parser.ReadList());
        var span = EndHeader(keyword, values);
        var body = blocks.ReadBlock("'for' statement", keyword.Start, place with { IsInLoop = true });
        return new(target, values, body, ReadElse(place), span);
    }

    private WhileStatement ReadWhile(StatementPlace place)
    {
        var keyword = cursor.Take();
        var test = expressions.Whole(parser => parser.ReadNamed());
        var span = EndHeader(keyword, test);
        var body = blocks.ReadBlock("'while' statement", keyword.Start, place with { IsInLoop = true });
        return new(test, body, ReadElse(place), span);
    }

    private FunctionStatement ReadFunction(StatementPlace place)
    {
        var keyword = cursor.Take();
        var name = cursor.ExpectName();
        cursor.Expect(TokenKind.OpenParenthesis, "expected '('");
        var parameters = expressions.Parameters.ReadOfFunction();
        foreach (var parameter in parameters.Items.Concat(parameters.KeywordOnly))
        {
            if (parameter.Default is { } value)
            {
                TreeDepth.Check(value);
            }
        }

        cursor.Expect(TokenKind.CloseParenthesis);
        if (cursor.Skip(TokenKind.Arrow))
        {
            expressions.Whole(parser => parser.ReadExpression());
        }

        cursor.Expect(TokenKind.Colon, "expected ':'");
        var span = cursor.From(keyword.Start);
        var (body, marks) = ReadInner("function definition", keyword, place with { Function = place.Next, Next = FunctionKind.Plain, IsInLoop = false });
        return new(name, parameters, body, span) { IsGenerator = marks.HasYield, Named = marks.Named };
    }

    private ClassStatement ReadClass(StatementPlace place)
    {
        var keyword = cursor.Take();
        var name = cursor.ExpectName();
        var (bases, keywords) = cursor.Kind == TokenKind.OpenParenthesis ? expressions.ReadArguments() : ([], []);
        foreach (var given in bases.Concat(keywords.Select(one => one.Value)))
        {
            TreeDepth.Check(given);
        }

        cursor.Expect(TokenKind.Colon, cursor.Kind == TokenKind.NewLine ? "expected ':'" : null);
        var span = cursor.From(keyword.Start);
        var (body, _) = ReadInner("class definition", keyword, place with { Function = FunctionKind.None, IsInLoop = false });
        return new(name, bases, keywords, body, span);
    }

    /// <summary>The block of a function or a class, and what its expressions say about it alone.</summary>
    private (List<Statement> Body, FunctionMarks Marks) ReadInner(string header, Token keyword, StatementPlace inner)
    {
        var outer = expressions.Marks;
        var marks = new FunctionMarks();
        expressions.Marks = marks;
        try
        {
            return (blocks.ReadBlock(header, keyword.Start, inner), marks);
        }
        finally
        {
            expressions.Marks = outer;
        }
    }

    /// <summary>Decorators, and the function or class below them.</summary>
    private Statement ReadDecorated(StatementPlace place)
    {
        var decorators = new List<Expression>();
        while (cursor.Skip(TokenKind.At))
        {
            decorators.Add(expressions.Whole(parser => parser.ReadNamed()));
            cursor.Expect(TokenKind.NewLine);
        }

        if (cursor.Kind is not (TokenKind.Def or TokenKind.Class or TokenKind.Async))
        {
            throw cursor.Fail();
        }

        return TryRead(place)! switch
        {
            FunctionStatement function => function with { Decorators = decorators },
            ClassStatement made => made with { Decorators = decorators },
            var other => other,
        };
    }

    private TryStatement ReadTry(StatementPlace place)
    {
        var keyword = cursor.Take();
        cursor.Expect(TokenKind.Colon, "expected ':'");
        var span = cursor.From(keyword.Start);
        var body = blocks.ReadBlock("'try' statement", keyword.Start, place);
        var handlers = new List<ExceptClause>();
        while (cursor.Kind == TokenKind.Except)
        {
            if (handlers.Count > 0 && handlers[^1].Type is null)
            {
                throw Errors.Syntax("default 'except:' must be last", handlers[^1].Span);
            }

            handlers.Add(ReadHandler(place));
        }

        var otherwise = handlers.Count > 0 ? ReadElse(place) : [];
        var last = cursor.Kind == TokenKind.Finally ? ReadTail("'finally' statement", place) : [];
        return handlers.Count > 0 || last.Count > 0
            ? new(body, handlers, otherwise, last, span)
            : throw cursor.Fail("expected 'except' or 'finally' block");
    }

    private ExceptClause ReadHandler(StatementPlace place)
    {
        var keyword = cursor.Take();
        if (cursor.Kind == TokenKind.Star)
        {
            throw Errors.Unsupported("'except*' is not supported; write except without the star", new(keyword.Start, cursor.Current.End));
        }

        Expression? type = null;
        string? name = null;
        if (cursor.Kind is not (TokenKind.Colon or TokenKind.NewLine))
        {
            type = expressions.Whole(parser => parser.ReadExpression());
            if (cursor.Kind == TokenKind.Comma)
            {
                throw PythonTwoStatements.Except(cursor, keyword.Start, type);
            }

            name = cursor.Skip(TokenKind.As) ? cursor.ExpectName() : null;
        }

        var span = EndHeader(keyword, null);
        return new(type, name, blocks.ReadBlock("'except' statement", keyword.Start, place), span);
    }

    private List<Statement> ReadElse(StatementPlace place) =>
        cursor.Kind == TokenKind.Else ? ReadTail("'else' statement", place) : [];

    private List<Statement> ReadTail(string header, StatementPlace place)
    {
        var keyword = cursor.Take();
        cursor.Expect(TokenKind.Colon, "expected ':'");
        return blocks.ReadBlock(header, keyword.Start, place);
    }

    private Span EndHeader(Token keyword, Expression? last)
    {
        if (cursor.Kind == TokenKind.Equal && last is not null)
        {
            throw expressions.FailBehind(last);
        }

        cursor.Expect(TokenKind.Colon, cursor.Kind == TokenKind.NewLine ? "expected ':'" : null);
        return cursor.From(keyword.Start);
    }
}
