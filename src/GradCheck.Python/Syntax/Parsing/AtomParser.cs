using GradCheck.Python.Source;
using GradCheck.Python.Syntax.Lexing;

namespace GradCheck.Python.Syntax.Parsing;

/// <summary>Reads names, literals, and what is in brackets.</summary>
internal sealed class AtomParser(ExpressionParser parser, TokenCursor cursor)
{
    /// <summary>Whether an expression can start with a token.</summary>
    public static bool Starts(TokenKind kind) => kind is TokenKind.Name or TokenKind.Integer or TokenKind.Float or TokenKind.Imaginary or TokenKind.String
        or TokenKind.None or TokenKind.True or TokenKind.False or TokenKind.Ellipsis or TokenKind.OpenParenthesis or TokenKind.OpenBracket
        or TokenKind.OpenBrace or TokenKind.Minus or TokenKind.Plus or TokenKind.Tilde or TokenKind.Not or TokenKind.Lambda or TokenKind.Await or TokenKind.Star;

    public Expression Read()
    {
        var token = cursor.Current;
        switch (token.Kind)
        {
            case TokenKind.Name:
                return new NameExpression(cursor.TextOf(cursor.Take()), token.Span);
            case TokenKind.Integer:
                return NumberLiterals.Integer(cursor.TextOf(cursor.Take()), token.Span);
            case TokenKind.Float:
                return NumberLiterals.Float(cursor.TextOf(cursor.Take()), token.Span);
            case TokenKind.Imaginary:
                cursor.Take();
                return new UnsupportedExpression("complex numbers are not supported; the arrays here are of real numbers", token.Span);
            case TokenKind.String:
                return new StringLiterals(parser, cursor).Read();
            case TokenKind.None:
                cursor.Take();
                return new NoneLiteral(token.Span);
            case TokenKind.True or TokenKind.False:
                cursor.Take();
                return new BooleanLiteral(token.Kind == TokenKind.True, token.Span);
            case TokenKind.Ellipsis:
                cursor.Take();
                return new EllipsisLiteral(token.Span);
            case TokenKind.OpenParenthesis:
                return ReadParenthesis();
            case TokenKind.OpenBracket:
                return ReadList();
            case TokenKind.OpenBrace:
                return ReadBrace();
            default:
                throw cursor.Fail();
        }
    }

    /// <summary>A tuple, a generator, or an expression in parentheses, whose span does not have them.</summary>
    private Expression ReadParenthesis()
    {
        var start = cursor.Take().Start;
        if (cursor.Skip(TokenKind.CloseParenthesis))
        {
            return new TupleExpression([], cursor.From(start));
        }

        if (cursor.Kind == TokenKind.DoubleStar)
        {
            var star = cursor.Take().Start;
            parser.ReadExpression();
            throw Errors.Syntax("cannot use double starred expression here", cursor.From(star));
        }

        var first = cursor.Kind == TokenKind.Yield ? parser.ReadYield() : ReadElement();
        if (IsComprehension())
        {
            return ReadComprehension(ComprehensionKind.Generator, null, first, TokenKind.CloseParenthesis, start);
        }

        if (cursor.Kind == TokenKind.Comma)
        {
            var elements = ReadElements(first, TokenKind.CloseParenthesis);
            return new TupleExpression(elements, cursor.From(start));
        }

        Close(TokenKind.CloseParenthesis, first);
        return first is StarredExpression ? throw Errors.Syntax("cannot use starred expression here", first.Span) : first;
    }

    private Expression ReadList()
    {
        var start = cursor.Take().Start;
        if (cursor.Skip(TokenKind.CloseBracket))
        {
            return new ListExpression([], cursor.From(start));
        }

        var first = ReadElement();
        if (IsComprehension())
        {
            return ReadComprehension(ComprehensionKind.List, null, first, TokenKind.CloseBracket, start);
        }

        var elements = ReadElements(first, TokenKind.CloseBracket);
        return new ListExpression(elements, cursor.From(start));
    }

    private Expression ReadBrace()
    {
        var start = cursor.Take().Start;
        if (cursor.Skip(TokenKind.CloseBrace))
        {
            return new DictionaryExpression([], cursor.From(start));
        }

        if (cursor.Kind == TokenKind.DoubleStar)
        {
            return ReadDictionary(null, start);
        }

        var first = ReadElement();
        if (cursor.Kind == TokenKind.Colon && first is not StarredExpression)
        {
            return ReadDictionary(first, start);
        }

        if (IsComprehension())
        {
            return ReadComprehension(ComprehensionKind.Set, null, first, TokenKind.CloseBrace, start);
        }

        var elements = ReadElements(first, TokenKind.CloseBrace);
        return new SetExpression(elements, cursor.From(start));
    }

    /// <summary>The items of a dictionary, its first key already read.</summary>
    private Expression ReadDictionary(Expression? key, int start)
    {
        var items = new List<DictionaryItem>();
        while (true)
        {
            var item = ReadItem(key);
            items.Add(item);
            if (IsComprehension())
            {
                return item.Key is not null && items.Count == 1
                    ? ReadComprehension(ComprehensionKind.Dictionary, item.Key, item.Value, TokenKind.CloseBrace, start)
                    : throw cursor.FailAt(item.Key is null ? "dict unpacking cannot be used in dict comprehension" : null, cursor.Current.Span);
            }

            if (!cursor.Skip(TokenKind.Comma))
            {
                Close(TokenKind.CloseBrace, item.Value);
                break;
            }

            if (cursor.Skip(TokenKind.CloseBrace))
            {
                break;
            }

            key = null;
        }

        return new DictionaryExpression(items, cursor.From(start));
    }

    private DictionaryItem ReadItem(Expression? key)
    {
        if (key is null && cursor.Skip(TokenKind.DoubleStar))
        {
            return new(null, parser.ReadOperators(BindingLevel.BitOr));
        }

        key ??= parser.ReadExpression();
        if (cursor.Kind != TokenKind.Colon)
        {
            throw cursor.Kind is TokenKind.Comma or TokenKind.CloseBrace
                ? Errors.Syntax("':' expected after dictionary key", key.Span)
                : parser.FailBehind(key);
        }

        var colon = cursor.Take();
        return cursor.Kind is TokenKind.Comma or TokenKind.CloseBrace
            ? throw Errors.Syntax("expression expected after dictionary key and ':'", colon.Span)
            : new(key, parser.ReadExpression());
    }

    private Expression ReadElement() => cursor.Kind == TokenKind.Star ? parser.ReadStarred() : parser.ReadNamed();

    private List<Expression> ReadElements(Expression first, TokenKind close)
    {
        var elements = new List<Expression> { first };
        while (cursor.Skip(TokenKind.Comma))
        {
            if (cursor.Kind == close)
            {
                break;
            }

            elements.Add(ReadElement());
        }

        if (IsComprehension())
        {
            throw Errors.Syntax("did you forget parentheses around the comprehension target?", first.Span.To(elements[^1].Span));
        }

        Close(close, elements[^1]);
        return elements;
    }

    private bool IsComprehension() => cursor.Kind == TokenKind.For || (cursor.Kind == TokenKind.Async && cursor.Ahead(1) == TokenKind.For);

    private ComprehensionExpression ReadComprehension(ComprehensionKind kind, Expression? key, Expression element, TokenKind close, int start)
    {
        if (element is StarredExpression)
        {
            throw Errors.Syntax("iterable unpacking cannot be used in comprehension", element.Span);
        }

        var clauses = parser.ReadClauses();
        cursor.Expect(close);
        return new ComprehensionExpression(kind, key, element, clauses, cursor.From(start));
    }

    private void Close(TokenKind close, Expression last)
    {
        if (!cursor.Skip(close))
        {
            throw parser.FailBehind(last);
        }
    }
}
