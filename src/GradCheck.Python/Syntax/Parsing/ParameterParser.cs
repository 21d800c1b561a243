using GradCheck.Python.Source;
using GradCheck.Python.Syntax.Lexing;

namespace GradCheck.Python.Syntax.Parsing;

/// <summary>Reads the parameters of functions and lambdas. Annotations are read and left out.</summary>
internal sealed class ParameterParser(ExpressionParser parser, TokenCursor cursor)
{
    /// <summary>Those of a function, up to its closing parenthesis.</summary>
    public Parameters ReadOfFunction() => new Reader(parser, cursor, TokenKind.CloseParenthesis).Read();

    /// <summary>Those of a lambda, up to its colon.</summary>
    public Parameters ReadOfLambda() => new Reader(parser, cursor, TokenKind.Colon).Read();

    private sealed class Reader(ExpressionParser parser, TokenCursor cursor, TokenKind end)
    {
        private readonly List<Parameter> items = [];
        private readonly List<Parameter> keywordOnly = [];
        private readonly HashSet<string> names = [];
        private string? rest;
        private string? keywords;
        private bool hasStar;
        private bool hasSlash;

        private bool IsLambda => end == TokenKind.Colon;

        public Parameters Read()
        {
            while (cursor.Kind != end)
            {
                ReadOne();
                if (!cursor.Skip(TokenKind.Comma))
                {
                    break;
                }
            }

            return cursor.Kind == end || IsLambda ? new(items, rest, keywordOnly, keywords) : throw cursor.Fail();
        }

        private void ReadOne()
        {
            if (keywords is not null)
            {
                throw cursor.Fail("arguments cannot follow var-keyword argument");
            }

            switch (cursor.Kind)
            {
                case TokenKind.Slash:
                    ReadSlash();
                    break;
                case TokenKind.Star:
                    ReadStar();
                    break;
                case TokenKind.DoubleStar:
                    cursor.Take();
                    keywords = ReadName();
                    SkipAnnotation();
                    RefuseDefault("var-keyword argument cannot have default value");
                    break;
                case TokenKind.OpenParenthesis:
                    throw Parenthesized();
                default:
                    ReadPlain();
                    break;
            }
        }

        private void ReadSlash()
        {
            if (hasSlash || hasStar || items.Count == 0)
            {
                throw cursor.Fail(hasSlash ? "/ may appear only once" : hasStar ? "/ must be ahead of *" : null);
            }

            cursor.Take();
            hasSlash = true;
        }

        private void ReadStar()
        {
            var star = cursor.Take();
            if (hasStar)
            {
                throw Errors.Syntax("* argument may appear only once", star.Span);
            }

            hasStar = true;
            if (cursor.Kind == TokenKind.Name)
            {
                rest = ReadName();
                SkipAnnotation(true);
                RefuseDefault("var-positional argument cannot have default value");
            }
            else if (cursor.Kind != TokenKind.Comma || cursor.Ahead(1) is TokenKind.DoubleStar || cursor.Ahead(1) == end)
            {
                throw cursor.FailAt("named arguments must follow bare *", star.Span);
            }
        }

        private void ReadPlain()
        {
            var token = cursor.Current;
            var name = ReadName();
            SkipAnnotation();
            var value = cursor.Skip(TokenKind.Equal) ? parser.ReadExpression() : null;
            if (hasStar)
            {
                keywordOnly.Add(new(name, value, cursor.From(token.Start)));
                return;
            }

            if (value is null && items.Count > 0 && items[^1].Default is not null)
            {
                throw cursor.FailAt("non-default argument follows default argument", token.Span);
            }

            items.Add(new(name, value, cursor.From(token.Start)));
        }

        private string ReadName()
        {
            var token = cursor.Current;
            var name = cursor.ExpectName();
            return names.Add(name) ? name : throw Errors.Syntax($"duplicate argument '{SyntaxErrors.Quote(name)}' in function definition", token.Span);
        }

        /// <summary>Passes over an annotation; only that of <c>*rest</c> may have a star.</summary>
        private void SkipAnnotation(bool mayHaveStar = false)
        {
            if (!IsLambda && cursor.Skip(TokenKind.Colon))
            {
                _ = mayHaveStar ? parser.ReadStarred() : parser.ReadExpression();
            }
        }

        private void RefuseDefault(string message)
        {
            if (cursor.Kind == TokenKind.Equal)
            {
                throw cursor.Fail(message);
            }
        }

        /// <summary>Python 2 could unpack a tuple among its parameters.</summary>
        private ProgramException Parenthesized()
        {
            var start = cursor.Current.Start;
            parser.ReadPrimary();
            var words = IsLambda ? "Lambda expression parameters cannot be parenthesized" : "Function parameters cannot be parenthesized";
            return new(SyntaxErrors.PythonTwo($"{words}: that is Python 2 only; take one parameter and unpack it inside", cursor.From(start)));
        }
    }
}
