using GradCheck.Python.Source;
using GradCheck.Python.Syntax.Lexing;

namespace GradCheck.Python.Syntax.Parsing;

/// <summary>Reads statements that Python has and the subset has not: their errors are told when they are run.</summary>
internal sealed class UnsupportedStatements(TokenCursor cursor, ExpressionParser expressions, Parser blocks)
{
    /// <summary><c>with</c>: one context without a name for it is read, and anything else is refused where it is run.</summary>
    public Statement ReadWith(StatementPlace place)
    {
        var keyword = cursor.Take();
        var end = cursor.Kind == TokenKind.OpenParenthesis ? HeaderEndBehindParenthesis() : null;
        var context = end is { } index && IsList(index) ? null : ReadItems();
        if (context is null && end is { } behind)
        {
            cursor.Return(behind);
        }

        cursor.Expect(TokenKind.Colon, "expected ':'");
        var span = cursor.From(keyword.Start);
        var body = blocks.ReadBlock("'with' statement", keyword.Start, place);
        return context is null ? Refuse(SyntaxErrors.With, span) : new WithStatement(context, body, span);
    }

    /// <summary><c>async def</c>, <c>async for</c> and <c>async with</c>.</summary>
    public Statement ReadAsync(StatementPlace place, Func<Statement?> readNext)
    {
        var keyword = cursor.Take();
        if (cursor.Kind is not (TokenKind.Def or TokenKind.For or TokenKind.With))
        {
            throw cursor.Fail();
        }

        if (cursor.Kind != TokenKind.Def && place.Function != FunctionKind.Async)
        {
            var span = new Span(keyword.Start, cursor.Current.End);
            throw Errors.Syntax($"'async {cursor.TextOf(cursor.Current)}' outside async function", span);
        }

        var fault = Refuse("'async' is not supported; leave the word out", keyword.Span);
        return readNext() is FunctionStatement function ? CompoundStatements.Unreadable(function.Name, fault, function.Span) : fault;
    }

    /// <summary><c>match value:</c> with its cases; null where <c>match</c> is a name like any other.</summary>
    public FaultyStatement? TryReadMatch()
    {
        if (!cursor.IsName("match"))
        {
            return null;
        }

        var line = cursor.LineEnd();
        var (colon, layout, first) = (cursor.At(line - 1), cursor.At(line + 1), cursor.At(line + 2));
        if (colon.Kind != TokenKind.Colon || layout.Kind != TokenKind.Indent || first.Kind != TokenKind.Name || cursor.TextOf(first) != "case")
        {
            return null;
        }

        var span = new Span(cursor.Current.Start, colon.End);
        cursor.SkipStatement();
        return Refuse("'match' is not supported; write if and elif", span);
    }

    private static FaultyStatement Refuse(string message, Span span) => new(SyntaxErrors.Unsupported(message, span));

    /// <summary>The items of a header; the one, where it is alone and has no name.</summary>
    private Expression? ReadItems()
    {
        var first = expressions.Whole(parser => parser.ReadExpression());
        var isAlone = true;
        while (true)
        {
            if (cursor.Skip(TokenKind.As))
            {
                isAlone = false;
                TargetRules.CheckAssignment(expressions.Whole(parser => parser.ReadStarred(BindingLevel.Primary)));
            }

            if (!cursor.Skip(TokenKind.Comma))
            {
                return isAlone ? first : null;
            }

            isAlone = false;
            expressions.Whole(parser => parser.ReadExpression());
        }
    }

    /// <summary>Whether what stands in the parenthesis up to a place has a comma or a name of its own, so that it is no expression.</summary>
    private bool IsList(int end)
    {
        var (depth, lambdas) = (0, 0);
        for (var index = cursor.Index; index < end; index++)
        {
            depth += cursor.At(index).Kind switch
            {
                TokenKind.OpenParenthesis or TokenKind.OpenBracket or TokenKind.OpenBrace => 1,
                TokenKind.CloseParenthesis or TokenKind.CloseBracket or TokenKind.CloseBrace => -1,
                _ => 0,
            };
            // The commas of a lambda's parameters and of a loop's targets are inside of one expression.
            var kind = depth == 1 ? cursor.At(index).Kind : TokenKind.NewLine;
            if (kind == TokenKind.For || kind == TokenKind.As || (kind == TokenKind.Comma && lambdas == 0))
            {
                return kind != TokenKind.For;
            }

            lambdas += kind switch
            {
                TokenKind.Lambda => 1,
                TokenKind.Colon when lambdas > 0 => -1,
                _ => 0,
            };
        }

        return false;
    }

    /// <summary>The place of the colon in <c>with (a as b, c as d):</c>; null where the parenthesis is part of an expression.</summary>
    private int? HeaderEndBehindParenthesis()
    {
        var depth = 0;
        for (var index = cursor.Index; cursor.At(index).Kind is not (TokenKind.NewLine or TokenKind.EndOfFile); index++)
        {
            depth += cursor.At(index).Kind switch
            {
                TokenKind.OpenParenthesis => 1,
                TokenKind.CloseParenthesis => -1,
                _ => 0,
            };
            if (depth == 0)
            {
                return cursor.At(index + 1).Kind == TokenKind.Colon ? index + 1 : null;
            }
        }

        return null;
    }
}
