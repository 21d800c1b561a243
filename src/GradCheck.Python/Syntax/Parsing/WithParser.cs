using GradCheck.Python.Syntax.Lexing;

namespace GradCheck.Python.Syntax.Parsing;

/// <summary>Reads <c>with</c>: several contexts become statements inside of each other, as Python means them.</summary>
internal sealed class WithParser(TokenCursor cursor, ExpressionParser expressions, Parser blocks)
{
    public Statement Read(StatementPlace place)
    {
        var keyword = cursor.Take();
        var isList = cursor.Kind == TokenKind.OpenParenthesis && HeaderEndBehindParenthesis() is { } end && IsList(end);
        if (isList)
        {
            cursor.Take();
        }

        var items = ReadItems(isList);
        if (isList)
        {
            cursor.Expect(TokenKind.CloseParenthesis);
        }

        cursor.Expect(TokenKind.Colon, "expected ':'");
        var span = cursor.From(keyword.Start);
        IReadOnlyList<Statement> body = blocks.ReadBlock("'with' statement", keyword.Start, place with { Depth = place.Depth + items.Count - 1 });
        for (var k = items.Count - 1; k > 0; k--)
        {
            body = [new WithStatement(items[k].Context, items[k].Target, body, span)];
        }

        return new WithStatement(items[0].Context, items[0].Target, body, span);
    }

    private List<(Expression Context, Expression? Target)> ReadItems(bool isInParentheses)
    {
        var items = new List<(Expression, Expression?)>();
        do
        {
            if (items.Count > 0 && isInParentheses && cursor.Kind == TokenKind.CloseParenthesis)
            {
                break;
            }

            var context = expressions.Whole(parser => parser.ReadExpression());
            Expression? target = null;
            if (cursor.Skip(TokenKind.As))
            {
                target = expressions.Whole(parser => parser.ReadStarred(BindingLevel.Primary));
                TargetRules.CheckAssignment(target);
            }

            items.Add((context, target));
        }
        while (cursor.Skip(TokenKind.Comma));
        return items;
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
