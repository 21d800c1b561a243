namespace GradCheck.Python.Syntax;

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
    public static Expression Replace(Expression root, Expression old, Expression made) =>
        Rewriter.Change(root, node => ReferenceEquals(node, old) ? made : null);

    /// <summary>The same statement with one node of its own replaced; nodes are told apart by identity.</summary>
    public static Statement Replace(Statement root, Expression old, Expression made) =>
        Rewriter.Change(root, node => ReferenceEquals(node, old) ? made : null);

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
    public static ProgramTree Replace(ProgramTree tree, Statement old, Statement made) => Replace(tree, [(old, [made])]);

    /// <summary>The same program with statements replaced, each by any number of others; statements are told apart by identity.</summary>
    public static ProgramTree Replace(ProgramTree tree, params IReadOnlyList<(Statement Old, IReadOnlyList<Statement> Made)> changes) => tree with
    {
        Body = Rewriter.Replace(tree.Body, changes.ToDictionary(change => change.Old, change => change.Made, (IEqualityComparer<Statement>)ReferenceEqualityComparer.Instance)),
    };
}
