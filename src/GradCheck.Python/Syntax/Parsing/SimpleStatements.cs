using GradCheck.Python.Source;
using GradCheck.Python.Syntax.Lexing;

namespace GradCheck.Python.Syntax.Parsing;

/// <summary>Reads statements that have no block.</summary>
internal sealed class SimpleStatements(TokenCursor cursor, ExpressionParser expressions)
{
    private readonly ImportParser imports = new(cursor);

    public Statement Read(StatementPlace place)
    {
        var start = cursor.Current;
        switch (start.Kind)
        {
            case TokenKind.Return:
                return ReadReturn(place);
            case TokenKind.Pass:
                return new PassStatement(cursor.Take().Span);
            case TokenKind.Break:
                cursor.Take();
                return place.IsInLoop ? new BreakStatement(start.Span) : throw Errors.Syntax("'break' outside loop", start.Span);
            case TokenKind.Continue:
                cursor.Take();
                return place.IsInLoop ? new ContinueStatement(start.Span) : throw Errors.Syntax("'continue' not properly in loop", start.Span);
            case TokenKind.Raise:
                return ReadRaise();
            case TokenKind.Assert:
                return ReadAssert();
            case TokenKind.Del:
                return ReadDelete();
            case TokenKind.Global or TokenKind.Nonlocal:
                return ReadScope(place);
            case TokenKind.Import or TokenKind.From:
                return imports.Read(place);
            default:
                return ReadExpression();
        }
    }

    private bool IsAtEnd => cursor.Kind is TokenKind.NewLine or TokenKind.Semicolon or TokenKind.EndOfFile;

    private ReturnStatement ReadReturn(StatementPlace place)
    {
        var start = cursor.Take().Start;
        var value = IsAtEnd ? null : expressions.Whole(parser => parser.ReadList());
        RequireEnd(value);
        return place.IsInFunction ? new(value, cursor.From(start)) : throw Errors.Syntax("'return' outside function", cursor.From(start));
    }

    private RaiseStatement ReadRaise()
    {
        var start = cursor.Take().Start;
        if (IsAtEnd)
        {
            return new(null, cursor.From(start));
        }

        var exception = expressions.Whole(parser => parser.ReadExpression());
        if (cursor.Kind == TokenKind.Comma)
        {
            throw PythonTwoStatements.Raise(cursor, start, exception);
        }

        if (cursor.Skip(TokenKind.From))
        {
            // The cause is told only by tracebacks, which are not printed here.
            expressions.Whole(parser => parser.ReadExpression());
        }

        return new(exception, cursor.From(start));
    }

    private AssertStatement ReadAssert()
    {
        var start = cursor.Take().Start;
        var test = expressions.Whole(parser => parser.ReadExpression());
        var message = cursor.Skip(TokenKind.Comma) ? expressions.Whole(parser => parser.ReadExpression()) : null;
        return new(test, message, cursor.From(start));
    }

    private DeleteStatement ReadDelete()
    {
        var start = cursor.Take().Start;
        var target = expressions.Whole(parser => parser.ReadList());
        RequireEnd(target);
        var isBare = target is TupleExpression tuple && (tuple.Elements.Count == 0 || cursor.Source.Text[tuple.Span.Start] != '(' || tuple.Elements[0].Span.Start == tuple.Span.Start);
        IReadOnlyList<Expression> targets = isBare ? ((TupleExpression)target).Elements : [target];
        foreach (var one in targets)
        {
            TargetRules.CheckDeletion(one);
        }

        return new(targets, cursor.From(start));
    }

    private ScopeStatement ReadScope(StatementPlace place)
    {
        var start = cursor.Take();
        var names = new List<string>();
        do
        {
            names.Add(cursor.ExpectName());
        }
        while (cursor.Skip(TokenKind.Comma));
        RequireEnd(null);
        return start.Kind == TokenKind.Nonlocal && !place.IsInFunction
            ? throw Errors.Syntax("nonlocal declaration not allowed at module level", cursor.From(start.Start))
            : new(start.Kind == TokenKind.Global, names, cursor.From(start.Start));
    }

    private Statement ReadExpression()
    {
        var start = cursor.Current.Start;
        var first = expressions.Whole(parser => parser.ReadAssigned());
        if (cursor.Kind == TokenKind.Colon)
        {
            return ReadAnnotated(first, start);
        }

        if (Precedence.IsAugmented(cursor.Kind, out var operation))
        {
            if (first is not (NameExpression or AttributeExpression or SubscriptExpression or UnsupportedExpression))
            {
                throw Errors.Syntax($"'{TargetRules.Describe(first)}' is an illegal expression for augmented assignment", first.Span);
            }

            cursor.Take();
            var change = expressions.Whole(parser => parser.ReadValue());
            RequireEnd(change);
            return new AugmentedAssignStatement(first, operation, change, cursor.From(start));
        }

        return cursor.Kind == TokenKind.Equal ? ReadAssignment(first, start) : ReadAlone(first, start);
    }

    private AssignStatement ReadAssignment(Expression first, int start)
    {
        var chain = new List<Expression> { first };
        while (cursor.Skip(TokenKind.Equal))
        {
            chain.Add(expressions.Whole(parser => parser.ReadAssigned()));
        }

        var value = chain[^1];
        RequireEnd(value);
        chain.RemoveAt(chain.Count - 1);
        if (chain.Count == 1)
        {
            TargetRules.CheckOnlyAssignment(first);
        }

        chain.ForEach(target => TargetRules.CheckAssignment(target));
        return value is StarredExpression
            ? throw Errors.Syntax("can't use starred expression here", value.Span)
            : new(chain, value, cursor.From(start));
    }

    /// <summary><c>a: float = 1</c>; without a value nothing happens.</summary>
    private Statement ReadAnnotated(Expression target, int start)
    {
        cursor.Take();
        var annotation = expressions.Whole(parser => parser.ReadExpression());
        if (target is not (NameExpression or AttributeExpression or SubscriptExpression))
        {
            throw Errors.Syntax(
                target is TupleExpression or ListExpression ? $"only single target (not {TargetRules.Describe(target)}) can be annotated" : "illegal target for annotation",
                target.Span);
        }

        if (!cursor.Skip(TokenKind.Equal))
        {
            RequireEnd(null);
            return new AnnotationStatement(target, cursor.From(start)) { Annotation = annotation };
        }

        var value = expressions.Whole(parser => parser.ReadValue());
        RequireEnd(value);
        return new AssignStatement([target], value, cursor.From(start)) { Annotation = annotation };
    }

    private ExpressionStatement ReadAlone(Expression value, int start)
    {
        RequireEnd(value);
        return value is StarredExpression
            ? throw Errors.Syntax("can't use starred expression here", value.Span)
            : new(value, cursor.From(start));
    }

    /// <summary>Fails where a statement goes on although it is complete; <c>print "x"</c> is told by name.</summary>
    private void RequireEnd(Expression? last)
    {
        if (IsAtEnd)
        {
            return;
        }

        if (last is NameExpression { Id: "print" or "exec" } && AtomParser.Starts(cursor.Kind))
        {
            var second = expressions.Whole(parser => parser.ReadList());
            throw PythonTwoStatements.Call(last, second) ?? cursor.Fail();
        }

        throw cursor.Fail();
    }
}
