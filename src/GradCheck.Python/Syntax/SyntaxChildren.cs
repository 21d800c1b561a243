namespace GradCheck.Python.Syntax;

/// <summary>The expressions directly inside of an expression or a statement, in the order of the text.</summary>
internal static class SyntaxChildren
{
    public static IEnumerable<Expression> Of(Expression expression) => Possible(expression).OfType<Expression>();

    /// <summary>Those of a statement itself; not those of the statements in its blocks.</summary>
    public static IEnumerable<Expression> Of(Statement statement) => Possible(statement).OfType<Expression>();

    private static IEnumerable<Expression?> Possible(Expression expression) => expression switch
    {
        FormattedString text => text.Parts.SelectMany(part => new[] { part.Value, part.Format }),
        UnaryExpression unary => [unary.Operand],
        BinaryExpression binary => [binary.Left, binary.Right],
        LogicalExpression logical => [logical.Left, logical.Right],
        CompareExpression compare => compare.Operands,
        ConditionalExpression conditional => [conditional.Then, conditional.Test, conditional.Otherwise],
        CallExpression call => [call.Function, .. call.Arguments, .. call.Keywords.Select(keyword => keyword.Value)],
        AttributeExpression attribute => [attribute.Value],
        SubscriptExpression subscript => [subscript.Value, subscript.Index],
        SliceExpression slice => [slice.Lower, slice.Upper, slice.Step],
        TupleExpression tuple => tuple.Elements,
        ListExpression list => list.Elements,
        SetExpression set => set.Elements,
        DictionaryExpression dictionary => dictionary.Items.SelectMany(item => new[] { item.Key, item.Value }),
        LambdaExpression lambda => [.. Defaults(lambda.Parameters), lambda.Body],
        ComprehensionExpression comprehension =>
            [comprehension.Key, comprehension.Element, .. comprehension.Clauses.SelectMany(clause => new[] { clause.Target, clause.Source }.Concat(clause.Conditions))],
        StarredExpression starred => [starred.Value],
        _ => [],
    };

    private static IEnumerable<Expression?> Possible(Statement statement) => statement switch
    {
        AssignStatement assign => [.. assign.Targets, assign.Value],
        AugmentedAssignStatement assign => [assign.Target, assign.Value],
        ExpressionStatement expression => [expression.Value],
        ReturnStatement back => [back.Value],
        IfStatement branch => [branch.Test],
        ForStatement loop => [loop.Target, loop.Source],
        WhileStatement loop => [loop.Test],
        WithStatement with => [with.Context],
        FunctionStatement function => Defaults(function.Parameters),
        RaiseStatement raise => [raise.Exception],
        AssertStatement assertion => [assertion.Test, assertion.Message],
        DeleteStatement delete => delete.Targets,
        TryStatement attempt => attempt.Handlers.Select(handler => handler.Type),
        _ => [],
    };

    private static IEnumerable<Expression?> Defaults(Parameters parameters) =>
        parameters.Items.Concat(parameters.KeywordOnly).Select(parameter => parameter.Default);
}
