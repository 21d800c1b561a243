using GradCheck.Python.Source;
using GradCheck.Python.Syntax.Lexing;

namespace GradCheck.Python.Syntax.Parsing;

/// <summary>Reads the arguments of calls and the indices of subscripts.</summary>
internal sealed class ArgumentParser(ExpressionParser parser, TokenCursor cursor)
{
    /// <summary><c>(a, *b, key=c, **d)</c>.</summary>
    public (IReadOnlyList<Expression> Positional, IReadOnlyList<KeywordArgument> Keywords) ReadCall()
    {
        cursor.Take();
        var positional = new List<Expression>();
        var keywords = new List<KeywordArgument>();
        var names = new HashSet<string>();
        var hasUnpacking = false;
        while (cursor.Kind != TokenKind.CloseParenthesis)
        {
            if (cursor.Kind == TokenKind.DoubleStar || (cursor.Kind == TokenKind.Name && cursor.Ahead(1) == TokenKind.Equal))
            {
                keywords.Add(ReadKeyword(names));
                hasUnpacking |= keywords[^1].Name is null;
            }
            else
            {
                positional.Add(ReadPositional(positional.Count == 0 && keywords.Count == 0, keywords.Count > 0, hasUnpacking));
            }

            if (!cursor.Skip(TokenKind.Comma))
            {
                break;
            }
        }

        if (!cursor.Skip(TokenKind.CloseParenthesis))
        {
            throw parser.FailBehind(keywords.Count > 0 && (positional.Count == 0 || keywords[^1].Span.Start > positional[^1].Span.Start) ? keywords[^1].Value : positional[^1]);
        }

        return (positional, keywords);
    }

    /// <summary><c>[i, a:b, ...]</c>; more than one index is a tuple.</summary>
    public Expression ReadSubscript()
    {
        cursor.Take();
        var start = cursor.Current.Start;
        var first = ReadIndex();
        Expression index = first;
        if (cursor.Kind == TokenKind.Comma || first is StarredExpression)
        {
            var elements = new List<Expression> { first };
            while (cursor.Skip(TokenKind.Comma) && cursor.Kind != TokenKind.CloseBracket)
            {
                elements.Add(ReadIndex());
            }

            index = new TupleExpression(elements, cursor.From(start));
            first = elements[^1];
        }

        return cursor.Skip(TokenKind.CloseBracket) ? index : throw parser.FailBehind(first);
    }

    private KeywordArgument ReadKeyword(HashSet<string> names)
    {
        var start = cursor.Current.Start;
        if (cursor.Skip(TokenKind.DoubleStar))
        {
            var unpacked = parser.ReadExpression();
            return new(null, unpacked, cursor.From(start));
        }

        var name = cursor.ExpectName();
        cursor.Take();
        if (cursor.Kind is TokenKind.Comma or TokenKind.CloseParenthesis)
        {
            throw cursor.Fail();
        }

        var value = parser.ReadExpression();
        if (!names.Add(name))
        {
            throw Errors.Syntax($"keyword argument repeated: {SyntaxErrors.Quote(name)}", cursor.From(start));
        }

        return cursor.Kind is TokenKind.For or TokenKind.Equal ? throw cursor.Fail() : new(name, value, cursor.From(start));
    }

    private Expression ReadPositional(bool isFirst, bool isBehindKeyword, bool isBehindUnpacking)
    {
        var start = cursor.Current.Start;
        if (cursor.Skip(TokenKind.Star))
        {
            var unpacked = new StarredExpression(parser.ReadExpression(), cursor.From(start));
            return isBehindUnpacking
                ? throw Errors.Syntax("iterable argument unpacking follows keyword argument unpacking", unpacked.Span)
                : unpacked;
        }

        var value = parser.ReadNamed();
        switch (cursor.Kind)
        {
            case TokenKind.For or TokenKind.Async:
                value = ReadGenerator(value, isFirst);
                break;
            case TokenKind.Equal:
                throw value is BooleanLiteral or NoneLiteral
                    ? Errors.Syntax($"cannot assign to {TargetRules.Describe(value)}", value.Span)
                    : Errors.Syntax("expression cannot contain assignment, perhaps you meant \"==\"?", new(start, cursor.Current.End));
            default:
                break;
        }

        if (isBehindKeyword)
        {
            var unpacking = isBehindUnpacking ? " unpacking" : string.Empty;
            throw cursor.FailAt($"positional argument follows keyword argument{unpacking}", value.Span);
        }

        return value;
    }

    /// <summary>The generator of <c>sum(a for a in b)</c>, which must be alone.</summary>
    private ComprehensionExpression ReadGenerator(Expression element, bool isFirst)
    {
        var start = element.Span.Start;
        var clauses = parser.ReadClauses();
        var generator = new ComprehensionExpression(ComprehensionKind.Generator, null, element, clauses, cursor.From(start));
        if (cursor.Kind is not (TokenKind.Comma or TokenKind.CloseParenthesis))
        {
            throw cursor.Fail();
        }

        var isAlone = isFirst && (cursor.Kind == TokenKind.CloseParenthesis || (cursor.Kind == TokenKind.Comma && cursor.Ahead(1) == TokenKind.CloseParenthesis));
        return isAlone
            ? generator
            : throw Errors.Syntax("Generator expression must be parenthesized", generator.Span);
    }

    private Expression ReadIndex()
    {
        var start = cursor.Current.Start;
        if (cursor.Kind == TokenKind.Star)
        {
            return parser.ReadStarred();
        }

        var lower = cursor.Kind == TokenKind.Colon ? null : parser.ReadNamed();
        if (cursor.Kind != TokenKind.Colon)
        {
            return lower!;
        }

        cursor.Take();
        var upper = ReadBound();
        var step = cursor.Skip(TokenKind.Colon) ? ReadBound() : null;
        return new SliceExpression(lower, upper, step, cursor.From(start));
    }

    private Expression? ReadBound() =>
        cursor.Kind is TokenKind.Colon or TokenKind.Comma or TokenKind.CloseBracket ? null : parser.ReadExpression();
}
