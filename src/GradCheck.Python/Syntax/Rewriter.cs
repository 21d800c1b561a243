namespace GradCheck.Python.Syntax;

/// <summary>Makes changed trees of trees: every kind of expression and statement is looked into, and what holds no change stays the very object it was.</summary>
internal static class Rewriter
{
    /// <summary>An expression with every part of it replaced that a change makes another of; a part that was replaced is not looked into.</summary>
    /// <param name="root">The expression.</param>
    /// <param name="change">What stands in the place of a node; null to leave the node and look inside of it.</param>
    public static Expression Change(Expression root, Func<Expression, Expression?> change)
    {
        if (change(root) is { } made)
        {
            return made;
        }

        Expression In(Expression node) => Change(node, change);
        Expression? Perhaps(Expression? node) => node is null ? null : In(node);
        return root switch
        {
            FormattedString text => Formatted(text, change),
            UnaryExpression unary => In(unary.Operand) is var operand && Same(operand, unary.Operand) ? root : unary with { Operand = operand },
            BinaryExpression binary => (In(binary.Left), In(binary.Right)) is var (left, right) && Same(left, binary.Left) && Same(right, binary.Right) ? root : binary with { Left = left, Right = right },
            LogicalExpression logical => (In(logical.Left), In(logical.Right)) is var (left, right) && Same(left, logical.Left) && Same(right, logical.Right) ? root : logical with { Left = left, Right = right },
            CompareExpression compare => Each(compare.Operands, In) is var operands && Same(operands, compare.Operands) ? root : compare with { Operands = operands },
            ConditionalExpression conditional => (In(conditional.Test), In(conditional.Then), In(conditional.Otherwise)) is var (test, then, otherwise)
                && Same(test, conditional.Test) && Same(then, conditional.Then) && Same(otherwise, conditional.Otherwise) ? root : conditional with { Test = test, Then = then, Otherwise = otherwise },
            CallExpression call => (In(call.Function), Each(call.Arguments, In), Each(call.Keywords, Keyword)) is var (function, arguments, keywords)
                && Same(function, call.Function) && Same(arguments, call.Arguments) && Same(keywords, call.Keywords) ? root : call with { Function = function, Arguments = arguments, Keywords = keywords },
            AttributeExpression attribute => In(attribute.Value) is var value && Same(value, attribute.Value) ? root : attribute with { Value = value },
            SubscriptExpression subscript => (In(subscript.Value), In(subscript.Index)) is var (value, index)
                && Same(value, subscript.Value) && Same(index, subscript.Index) ? root : subscript with { Value = value, Index = index },
            SliceExpression slice => (Perhaps(slice.Lower), Perhaps(slice.Upper), Perhaps(slice.Step)) is var (lower, upper, step)
                && Same(lower, slice.Lower) && Same(upper, slice.Upper) && Same(step, slice.Step) ? root : slice with { Lower = lower, Upper = upper, Step = step },
            TupleExpression tuple => Each(tuple.Elements, In) is var elements && Same(elements, tuple.Elements) ? root : tuple with { Elements = elements },
            ListExpression list => Each(list.Elements, In) is var elements && Same(elements, list.Elements) ? root : list with { Elements = elements },
            SetExpression set => Each(set.Elements, In) is var elements && Same(elements, set.Elements) ? root : set with { Elements = elements },
            DictionaryExpression dictionary => Each(dictionary.Items, Item) is var items && Same(items, dictionary.Items) ? root : dictionary with { Items = items },
            LambdaExpression lambda => (Defaults(lambda.Parameters, In), In(lambda.Body)) is var (parameters, body)
                && Same(parameters, lambda.Parameters) && Same(body, lambda.Body) ? root : lambda with { Parameters = parameters, Body = body },
            ComprehensionExpression comprehension => (Perhaps(comprehension.Key), In(comprehension.Element), Each(comprehension.Clauses, Clause)) is var (key, element, clauses)
                && Same(key, comprehension.Key) && Same(element, comprehension.Element) && Same(clauses, comprehension.Clauses) ? root : comprehension with { Key = key, Element = element, Clauses = clauses },
            StarredExpression starred => In(starred.Value) is var value && Same(value, starred.Value) ? root : starred with { Value = value },
            _ => root,
        };

        KeywordArgument Keyword(KeywordArgument node) => In(node.Value) is var value && Same(value, node.Value) ? node : node with { Value = value };
        DictionaryItem Item(DictionaryItem node) => (Perhaps(node.Key), In(node.Value)) is var (key, value) && Same(key, node.Key) && Same(value, node.Value) ? node : node with { Key = key, Value = value };
        ComprehensionClause Clause(ComprehensionClause node) => (In(node.Target), In(node.Source), Each(node.Conditions, In)) is var (target, source, conditions)
            && Same(target, node.Target) && Same(source, node.Source) && Same(conditions, node.Conditions) ? node : node with { Target = target, Source = source, Conditions = conditions };
    }

    /// <summary>A statement with the expressions of its own changed; the statements in its blocks stay as they are.</summary>
    /// <param name="root">The statement.</param>
    /// <param name="change">What stands in the place of a node; null to leave the node and look inside of it.</param>
    public static Statement Change(Statement root, Func<Expression, Expression?> change)
    {
        Expression In(Expression node) => Change(node, change);
        Expression? Perhaps(Expression? node) => node is null ? null : In(node);
        return root switch
        {
            AssignStatement assign => (Each(assign.Targets, In), In(assign.Value)) is var (targets, value)
                && Same(targets, assign.Targets) && Same(value, assign.Value) ? root : assign with { Targets = targets, Value = value },
            AugmentedAssignStatement assign => (In(assign.Target), In(assign.Value)) is var (target, value)
                && Same(target, assign.Target) && Same(value, assign.Value) ? root : assign with { Target = target, Value = value },
            ExpressionStatement alone => In(alone.Value) is var value && Same(value, alone.Value) ? root : alone with { Value = value },
            ReturnStatement back => Perhaps(back.Value) is var value && Same(value, back.Value) ? root : back with { Value = value },
            IfStatement branch => In(branch.Test) is var test && Same(test, branch.Test) ? root : branch with { Test = test },
            ForStatement loop => (In(loop.Target), In(loop.Source)) is var (target, source) && Same(target, loop.Target) && Same(source, loop.Source) ? root : loop with { Target = target, Source = source },
            WhileStatement loop => In(loop.Test) is var test && Same(test, loop.Test) ? root : loop with { Test = test },
            WithStatement with => In(with.Context) is var context && Same(context, with.Context) ? root : with with { Context = context },
            FunctionStatement function => Defaults(function.Parameters, In) is var parameters && Same(parameters, function.Parameters) ? root : function with { Parameters = parameters },
            RaiseStatement raise => Perhaps(raise.Exception) is var exception && Same(exception, raise.Exception) ? root : raise with { Exception = exception },
            AssertStatement assertion => (In(assertion.Test), Perhaps(assertion.Message)) is var (test, message)
                && Same(test, assertion.Test) && Same(message, assertion.Message) ? root : assertion with { Test = test, Message = message },
            DeleteStatement delete => Each(delete.Targets, In) is var targets && Same(targets, delete.Targets) ? root : delete with { Targets = targets },
            TryStatement attempt => Each(attempt.Handlers, handler => Perhaps(handler.Type) is var type && Same(type, handler.Type) ? handler : handler with { Type = type }) is var handlers
                && Same(handlers, attempt.Handlers) ? root : attempt with { Handlers = handlers },
            _ => root,
        };
    }

    /// <summary>Blocks with statements replaced, each by any number of others; in the blocks of what was put in, changes go on.</summary>
    /// <param name="body">The block.</param>
    /// <param name="changes">What stands in the place of a statement; statements are told apart by identity.</param>
    public static IReadOnlyList<Statement> Replace(IReadOnlyList<Statement> body, IReadOnlyDictionary<Statement, IReadOnlyList<Statement>> changes)
    {
        List<Statement>? changed = null;
        for (var k = 0; k < body.Count; k++)
        {
            var made = changes.TryGetValue(body[k], out var replaced) ? [.. replaced.Select(statement => Inside(statement, changes))] : (IReadOnlyList<Statement>)[Inside(body[k], changes)];
            if (changed is null && made is [var only] && ReferenceEquals(only, body[k]))
            {
                continue;
            }

            changed ??= [.. body.Take(k)];
            changed.AddRange(made);
        }

        return changed ?? body;
    }

    private static Statement Inside(Statement statement, IReadOnlyDictionary<Statement, IReadOnlyList<Statement>> changes)
    {
        IReadOnlyList<Statement> In(IReadOnlyList<Statement> body) => Replace(body, changes);
        return statement switch
        {
            IfStatement branch => (In(branch.Then), In(branch.Otherwise)) is var (then, otherwise)
                && Same(then, branch.Then) && Same(otherwise, branch.Otherwise) ? statement : branch with { Then = then, Otherwise = otherwise },
            ForStatement loop => (In(loop.Body), In(loop.Otherwise)) is var (body, otherwise)
                && Same(body, loop.Body) && Same(otherwise, loop.Otherwise) ? statement : loop with { Body = body, Otherwise = otherwise },
            WhileStatement loop => (In(loop.Body), In(loop.Otherwise)) is var (body, otherwise)
                && Same(body, loop.Body) && Same(otherwise, loop.Otherwise) ? statement : loop with { Body = body, Otherwise = otherwise },
            WithStatement with => In(with.Body) is var body && Same(body, with.Body) ? statement : with with { Body = body },
            FunctionStatement function => In(function.Body) is var body && Same(body, function.Body) ? statement : function with { Body = body },
            TryStatement attempt => (In(attempt.Body), Each(attempt.Handlers, Handler), In(attempt.Otherwise), In(attempt.Finally)) is var (body, handlers, otherwise, last)
                && Same(body, attempt.Body) && Same(handlers, attempt.Handlers) && Same(otherwise, attempt.Otherwise) && Same(last, attempt.Finally)
                ? statement : attempt with { Body = body, Handlers = handlers, Otherwise = otherwise, Finally = last },
            _ => statement,
        };

        ExceptClause Handler(ExceptClause handler) => In(handler.Body) is var body && Same(body, handler.Body) ? handler : handler with { Body = body };
    }

    private static FormattedString Formatted(FormattedString text, Func<Expression, Expression?> change)
    {
        var parts = Each(text.Parts, Part);
        return Same(parts, text.Parts) ? text : text with { Parts = parts };

        FormattedPart Part(FormattedPart part)
        {
            var value = part.Value is null ? null : Change(part.Value, change);
            var format = part.Format is null ? null : Formatted(part.Format, change);
            return Same(value, part.Value) && Same(format, part.Format) ? part : part with { Value = value, Format = format };
        }
    }

    private static Parameters Defaults(Parameters parameters, Func<Expression, Expression> change)
    {
        Parameter One(Parameter parameter) => parameter.Default is { } value && change(value) is var made && !Same(made, value) ? parameter with { Default = made } : parameter;
        var (items, keywords) = (Each(parameters.Items, One), Each(parameters.KeywordOnly, One));
        return Same(items, parameters.Items) && Same(keywords, parameters.KeywordOnly) ? parameters : parameters with { Items = items, KeywordOnly = keywords };
    }

    /// <summary>Every item changed; the same list where none was.</summary>
    private static IReadOnlyList<T> Each<T>(IReadOnlyList<T> items, Func<T, T> change)
        where T : class
    {
        var changed = new T[items.Count];
        var any = false;
        for (var k = 0; k < changed.Length; k++)
        {
            changed[k] = change(items[k]);
            any |= !ReferenceEquals(changed[k], items[k]);
        }

        return any ? changed : items;
    }

    private static bool Same(object? left, object? right) => ReferenceEquals(left, right);
}
