using GradCheck.Python.Source;
using GradCheck.Python.Syntax.Lexing;

namespace GradCheck.Python.Syntax.Parsing;

/// <summary>Reads expressions by recursive descent.</summary>
internal sealed class ExpressionParser
{
    private readonly TokenCursor cursor;
    private readonly AtomParser atoms;
    private readonly OperatorParser operators;
    private readonly ArgumentParser arguments;
    private readonly int outerNesting;
    private int nesting;

    /// <summary>Reads from a cursor.</summary>
    /// <param name="cursor">Where the tokens come from.</param>
    /// <param name="nesting">How deep the expression is inside of another: more than 0 in an <c>f"..."</c>.</param>
    public ExpressionParser(TokenCursor cursor, int nesting = 0)
    {
        this.cursor = cursor;
        this.nesting = outerNesting = nesting;
        arguments = new(this, cursor);
        Parameters = new(this, cursor);
        atoms = new(this, cursor);
        operators = new(this, cursor);
    }

    public ParameterParser Parameters { get; }

    /// <summary>What the expressions of the function say about it.</summary>
    public FunctionMarks Marks { get; set; } = new();

    /// <summary>What kind of function the expression is in.</summary>
    public FunctionKind Function { get; set; }

    /// <summary>Reads a whole expression of a statement with one of the <c>Read</c> methods, and holds the depth of its tree against the limit.</summary>
    public Expression Whole(Func<ExpressionParser, Expression> read)
    {
        nesting = outerNesting;
        var expression = read(this);
        TreeDepth.Check(expression);
        return expression;
    }

    /// <summary>The expression in the braces of an <c>f"..."</c>.</summary>
    public Expression InsideOfString(Span span)
    {
        if (cursor.Source.Text.AsSpan(span.Start, span.End - span.Start).IsWhiteSpace())
        {
            throw SyntaxErrors.InText("f-string: empty expression not allowed", new(span.Start - 1, span.End + 1));
        }

        try
        {
            var inner = new TokenCursor(cursor.Source, Lexer.ReadExpression(cursor.Source, span));
            var nested = new ExpressionParser(inner, nesting + 1) { Function = Function, Marks = Marks };
            var value = nested.ReadValue();
            return inner.Kind == TokenKind.EndOfFile ? value : throw nested.FailBehind(value);
        }
        catch (ProgramException failure) when (failure.Error is { Kind: ProgramErrorKind.Syntax, Detail: not SyntaxDetail.InText })
        {
            throw new ProgramException(failure.Error with { Message = $"f-string: {failure.Message}", Detail = SyntaxDetail.InText });
        }
    }

    /// <summary>What may be assigned: <c>yield</c>, or one or more expressions.</summary>
    public Expression ReadValue() => cursor.Kind == TokenKind.Yield ? ReadYield() : ReadList();

    /// <summary>What stands behind a <c>=</c>: a value, or the next target of a chain, which may have a star.</summary>
    public Expression ReadAssigned()
    {
        var start = cursor.Current;
        if (start.Kind != TokenKind.Star)
        {
            return ReadValue();
        }

        var first = ReadStarred();
        return cursor.Kind == TokenKind.Comma ? ReadTuple(start.Start, first, () => ReadStarred()) : first;
    }

    /// <summary>One expression, or more as a tuple; a star before any of them.</summary>
    public Expression ReadList()
    {
        var start = cursor.Current.Start;
        var first = ReadStarred();
        if (cursor.Kind != TokenKind.Comma)
        {
            return first is StarredExpression ? throw Errors.Syntax("can't use starred expression here", first.Span) : first;
        }

        return ReadTuple(start, first, () => ReadStarred());
    }

    /// <summary>The targets of a <c>for</c>, up to its <c>in</c>.</summary>
    public Expression ReadTargets()
    {
        var start = cursor.Current.Start;
        var first = ReadTarget();
        var target = cursor.Kind == TokenKind.Comma ? ReadTuple(start, first, ReadTarget) : first;
        TargetRules.CheckAssignment(target, cursor.Kind == TokenKind.In);
        return target;

        Expression ReadTarget() => ReadStarred(BindingLevel.BitOr);
    }

    /// <summary>One expression, or <c>*expression</c>.</summary>
    /// <param name="level">The loosest operator that the expression may have without a star.</param>
    public Expression ReadStarred(BindingLevel level = BindingLevel.Conditional)
    {
        if (cursor.Kind == TokenKind.Star)
        {
            var start = cursor.Take().Start;
            var value = ReadOperators(BindingLevel.BitOr);
            return new StarredExpression(value, cursor.From(start));
        }

        return level == BindingLevel.Conditional ? ReadExpression() : ReadOperators(level);
    }

    /// <summary>One expression, or Python 3.8's <c>name := expression</c>.</summary>
    public Expression ReadNamed()
    {
        if (cursor.Kind == TokenKind.Name && cursor.Ahead(1) == TokenKind.ColonEqual)
        {
            var name = cursor.Take();
            cursor.Take();
            var given = ReadExpression();
            Marks.Named.Add(cursor.TextOf(name));
            return new NamedExpression(cursor.TextOf(name), given, cursor.From(name.Start));
        }

        var value = ReadExpression();
        return cursor.Kind == TokenKind.ColonEqual
            ? throw Errors.Syntax($"cannot use assignment expressions with {TargetRules.Describe(value)}", value.Span)
            : value;
    }

    /// <summary>One expression.</summary>
    public Expression ReadExpression()
    {
        Enter();
        var start = cursor.Current.Start;
        var isLambda = cursor.Kind == TokenKind.Lambda;
        var value = isLambda ? ReadLambda() : ReadOperators(BindingLevel.Or);
        if (cursor.Kind == TokenKind.If && !isLambda)
        {
            value = ReadConditional(value, start);
        }

        Leave();
        return value;
    }

    /// <summary>Operands and the operators between them.</summary>
    /// <param name="level">The loosest operator to read.</param>
    public Expression ReadOperators(BindingLevel level) => operators.Read(level);

    /// <summary>Goes one level deeper into the expression.</summary>
    /// <exception cref="ProgramException">That is deeper than the limit.</exception>
    public void Enter()
    {
        if (++nesting > SyntaxLimits.Nesting)
        {
            throw new ProgramException(SyntaxErrors.TooDeep(SyntaxLimits.Nesting, cursor.Current.Span));
        }
    }

    /// <summary>Comes back from it.</summary>
    public void Leave() => nesting--;

    /// <summary><c>yield</c> and what follows it.</summary>
    public Expression ReadYield()
    {
        var start = cursor.Take().Start;
        var isFrom = cursor.Skip(TokenKind.From);
        Expression? value = null;
        if (isFrom)
        {
            value = ReadExpression();
        }
        else if (cursor.Kind is not (TokenKind.NewLine or TokenKind.CloseParenthesis or TokenKind.Equal or TokenKind.Semicolon or TokenKind.EndOfFile))
        {
            value = ReadList();
        }

        if (Function == FunctionKind.None)
        {
            throw Errors.Syntax("'yield' outside function", cursor.From(start));
        }

        Marks.HasYield = true;
        return new YieldExpression(value, isFrom, cursor.From(start));
    }

    /// <summary>A name, a literal or a bracket with the calls, attributes and subscripts behind it.</summary>
    public Expression ReadPrimary()
    {
        var start = cursor.Current.Start;
        var value = atoms.Read();
        while (true)
        {
            switch (cursor.Kind)
            {
                case TokenKind.Dot:
                    cursor.Take();
                    value = new AttributeExpression(value, cursor.ExpectName(), cursor.From(start));
                    break;
                case TokenKind.OpenParenthesis:
                    var (positional, keywords) = arguments.ReadCall();
                    value = new CallExpression(value, positional, keywords, cursor.From(start));
                    break;
                case TokenKind.OpenBracket:
                    value = new SubscriptExpression(value, arguments.ReadSubscript(), cursor.From(start));
                    break;
                default:
                    return value;
            }
        }
    }

    /// <summary>The arguments of a call or of a class, from the parenthesis on.</summary>
    public (IReadOnlyList<Expression> Positional, IReadOnlyList<KeywordArgument> Keywords) ReadArguments() => arguments.ReadCall();

    /// <summary>The <c>for</c> and <c>if</c> of a comprehension.</summary>
    public IReadOnlyList<ComprehensionClause> ReadClauses()
    {
        var clauses = new List<ComprehensionClause>();
        while (cursor.Kind is TokenKind.For or TokenKind.Async)
        {
            var start = cursor.Current;
            var isAsync = cursor.Skip(TokenKind.Async);
            cursor.Expect(TokenKind.For);
            var target = ReadTargets();
            cursor.Expect(TokenKind.In);
            var values = ReadOperators(BindingLevel.Or);
            var conditions = new List<Expression>();
            while (cursor.Skip(TokenKind.If))
            {
                conditions.Add(ReadOperators(BindingLevel.Or));
            }

            clauses.Add(new(target, isAsync ? new UnsupportedExpression("'async' is not supported", start.Span) : values, conditions));
        }

        return clauses;
    }

    /// <summary>Fails behind an expression in brackets: another one there means that a comma was forgotten.</summary>
    public ProgramException FailBehind(Expression value)
    {
        if (cursor.Kind == TokenKind.Equal)
        {
            var sign = cursor.Take();
            ReadOperators(BindingLevel.BitOr);
            return TargetRules.NotAComparison(value, sign, cursor.From(value.Span.Start));
        }

        if (!AtomParser.Starts(cursor.Kind) || (value is NameExpression && cursor.Kind == TokenKind.String))
        {
            return cursor.Fail();
        }

        var next = cursor.Current.Span;
        try
        {
            var second = ReadExpression();
            return PythonTwoStatements.Call(value, second)
                ?? Errors.Syntax("invalid syntax. Perhaps you forgot a comma?", value.Span.To(second.Span));
        }
        catch (ProgramException failure) when (failure.Error.Detail == SyntaxDetail.Bare)
        {
            return new(SyntaxErrors.Of(null, next));
        }
    }

    private TupleExpression ReadTuple(int start, Expression first, Func<Expression> read)
    {
        var elements = new List<Expression> { first };
        while (cursor.Skip(TokenKind.Comma) && AtomParser.Starts(cursor.Kind))
        {
            elements.Add(read());
        }

        return new TupleExpression(elements, cursor.From(start));
    }

    private ConditionalExpression ReadConditional(Expression then, int start)
    {
        cursor.Take();
        var test = ReadOperators(BindingLevel.Or);
        if (!cursor.Skip(TokenKind.Else))
        {
            throw cursor.Kind == TokenKind.Colon ? cursor.Fail() : cursor.FailAt("expected 'else' after 'if' expression", new(start, cursor.PreviousEnd));
        }

        var otherwise = ReadExpression();
        return new ConditionalExpression(test, then, otherwise, cursor.From(start));
    }

    private Expression ReadLambda()
    {
        var start = cursor.Take().Start;
        var parameters = Parameters.ReadOfLambda();
        cursor.Expect(TokenKind.Colon);
        var (outer, marks) = (Function, Marks);
        (Function, Marks) = (FunctionKind.Plain, new());
        var body = ReadExpression();
        var own = Marks;
        (Function, Marks) = (outer, marks);
        return own.HasYield || own.Named.Count > 0
            ? new UnsupportedExpression("':=' and 'yield' in a lambda are not supported; write a def", cursor.From(start))
            : new LambdaExpression(parameters, body, cursor.From(start));
    }
}
