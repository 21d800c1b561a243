using GradCheck.Programs.Syntax;

namespace GradCheck.Programs.Checking;

/// <summary>Walks through trees.</summary>
internal static class Walk
{
    /// <summary>An expression and all inside of it, from the outside in.</summary>
    public static IEnumerable<Expression> Expressions(Expression root)
    {
        yield return root;
        foreach (var inner in SyntaxChildren.Of(root).SelectMany(Expressions))
        {
            yield return inner;
        }
    }

    /// <summary>The same expression with one node in it replaced; nodes are told apart by identity.</summary>
    public static Expression Replace(Expression root, Expression old, Expression made)
    {
        if (ReferenceEquals(root, old))
        {
            return made;
        }

        Expression In(Expression node) => Replace(node, old, made);
        return root switch
        {
            UnaryExpression unary => In(unary.Operand) is var operand && ReferenceEquals(operand, unary.Operand) ? root : unary with { Operand = operand },
            BinaryExpression binary => binary with { Left = In(binary.Left), Right = In(binary.Right) } is var changed && Same(changed.Left, binary.Left) && Same(changed.Right, binary.Right) ? root : changed,
            LogicalExpression logical => logical with { Left = In(logical.Left), Right = In(logical.Right) } is var changed && Same(changed.Left, logical.Left) && Same(changed.Right, logical.Right) ? root : changed,
            CompareExpression compare => Any(compare.Operands, In, out var operands) ? compare with { Operands = operands } : root,
            ConditionalExpression conditional => conditional with { Test = In(conditional.Test), Then = In(conditional.Then), Otherwise = In(conditional.Otherwise) } is var changed
                && Same(changed.Test, conditional.Test) && Same(changed.Then, conditional.Then) && Same(changed.Otherwise, conditional.Otherwise) ? root : changed,
            CallExpression call => InCall(call, In),
            AttributeExpression attribute => In(attribute.Value) is var value && Same(value, attribute.Value) ? root : attribute with { Value = value },
            SubscriptExpression subscript => subscript with { Value = In(subscript.Value), Index = In(subscript.Index) } is var changed && Same(changed.Value, subscript.Value) && Same(changed.Index, subscript.Index) ? root : changed,
            SliceExpression slice => slice with { Lower = slice.Lower is null ? null : In(slice.Lower), Upper = slice.Upper is null ? null : In(slice.Upper), Step = slice.Step is null ? null : In(slice.Step) } is var changed
                && Same(changed.Lower, slice.Lower) && Same(changed.Upper, slice.Upper) && Same(changed.Step, slice.Step) ? root : changed,
            TupleExpression tuple => Any(tuple.Elements, In, out var elements) ? tuple with { Elements = elements } : root,
            ListExpression list => Any(list.Elements, In, out var elements) ? list with { Elements = elements } : root,
            _ => root,
        };
    }

    private static CallExpression InCall(CallExpression call, Func<Expression, Expression> change)
    {
        var function = change(call.Function);
        var any = Any(call.Arguments, change, out var arguments);
        any |= AnyKeyword(call.Keywords, change, out var keywords);
        return any || !Same(function, call.Function) ? call with { Function = function, Arguments = arguments, Keywords = keywords } : call;
    }

    /// <summary>All statements of a program, those inside of others included.</summary>
    public static IEnumerable<Statement> Statements(IEnumerable<Statement> body) =>
        body.SelectMany(statement => Statements(Blocks(statement).SelectMany(block => block)).Prepend(statement));

    /// <summary>The blocks directly inside of a statement.</summary>
    public static IEnumerable<IReadOnlyList<Statement>> Blocks(Statement statement) => statement switch
    {
        IfStatement branch => [branch.Then, branch.Otherwise],
        ForStatement loop => [loop.Body, loop.Otherwise],
        WhileStatement loop => [loop.Body, loop.Otherwise],
        WithStatement with => [with.Body],
        FunctionStatement function => [function.Body],
        TryStatement attempt => [attempt.Body, .. attempt.Handlers.Select(handler => handler.Body), attempt.Otherwise, attempt.Finally],
        _ => [],
    };

    /// <summary>The same program with one statement replaced; statements are told apart by identity.</summary>
    public static ProgramTree Replace(ProgramTree tree, Statement old, Statement made) => tree with { Body = In(tree.Body, old, made) };

    private static IReadOnlyList<Statement> In(IReadOnlyList<Statement> body, Statement old, Statement made)
    {
        for (var k = 0; k < body.Count; k++)
        {
            var changed = In(body[k], old, made);
            if (!ReferenceEquals(changed, body[k]))
            {
                return [.. body.Take(k), changed, .. body.Skip(k + 1)];
            }
        }

        return body;
    }

    private static Statement In(Statement statement, Statement old, Statement made)
    {
        if (ReferenceEquals(statement, old))
        {
            return made;
        }

        if (statement.Span.Start > old.Span.Start)
        {
            return statement;
        }

        switch (statement)
        {
            case IfStatement branch:
                var (then, otherwise) = (In(branch.Then, old, made), In(branch.Otherwise, old, made));
                return ReferenceEquals(then, branch.Then) && ReferenceEquals(otherwise, branch.Otherwise) ? statement : branch with { Then = then, Otherwise = otherwise };
            case ForStatement loop:
                var body = In(loop.Body, old, made);
                return ReferenceEquals(body, loop.Body) ? statement : loop with { Body = body };
            case WhileStatement loop:
                var whileBody = In(loop.Body, old, made);
                return ReferenceEquals(whileBody, loop.Body) ? statement : loop with { Body = whileBody };
            case WithStatement with:
                var withBody = In(with.Body, old, made);
                return ReferenceEquals(withBody, with.Body) ? statement : with with { Body = withBody };
            case FunctionStatement function:
                var functionBody = In(function.Body, old, made);
                return ReferenceEquals(functionBody, function.Body) ? statement : function with { Body = functionBody };
            case TryStatement attempt:
                var attempted = In(attempt.Body, old, made);
                return ReferenceEquals(attempted, attempt.Body) ? statement : attempt with { Body = attempted };
            default:
                return statement;
        }
    }

    private static bool Same(object? left, object? right) => ReferenceEquals(left, right);

    private static bool Any(IReadOnlyList<Expression> nodes, Func<Expression, Expression> change, out IReadOnlyList<Expression> changed)
    {
        changed = [.. nodes.Select(change)];
        return !changed.Zip(nodes).All(pair => Same(pair.First, pair.Second));
    }

    private static bool AnyKeyword(IReadOnlyList<KeywordArgument> nodes, Func<Expression, Expression> change, out IReadOnlyList<KeywordArgument> changed)
    {
        var any = false;
        changed = [.. nodes.Select(node =>
        {
            var value = change(node.Value);
            any |= !Same(value, node.Value);
            return Same(value, node.Value) ? node : node with { Value = value };
        })];
        return any;
    }
}
