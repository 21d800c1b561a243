namespace GradCheck.Python.Syntax;

/// <summary>Walks through trees, and makes changed trees of them: what holds no change stays the very object it was.</summary>
internal static class Walk
{
    /// <summary>The expressions directly inside of an expression, in the order of the text.</summary>
    public static IReadOnlyList<Expression> Children(Expression expression)
    {
        var parts = new Parts();
        parts.Inside(expression);
        return parts.Expressions;
    }

    /// <summary>The expressions directly inside of a statement, in the order of the text; not those of the statements in its blocks.</summary>
    public static IReadOnlyList<Expression> Children(Statement statement)
    {
        var parts = new Parts();
        parts.Inside(statement);
        return parts.Expressions;
    }

    /// <summary>The blocks directly inside of a statement; an empty one where it could have one and has not.</summary>
    public static IReadOnlyList<IReadOnlyList<Statement>> Blocks(Statement statement)
    {
        var parts = new Parts();
        parts.Inside(statement);
        return parts.Blocks;
    }

    /// <summary>An expression and all inside of it, from the outside in.</summary>
    public static IEnumerable<Expression> Expressions(Expression root)
    {
        yield return root;
        foreach (var inner in Children(root).SelectMany(Expressions))
        {
            yield return inner;
        }
    }

    /// <summary>All statements of a program, those inside of others included.</summary>
    public static IEnumerable<Statement> Statements(IEnumerable<Statement> body) =>
        body.SelectMany(statement => Statements(Blocks(statement).SelectMany(block => block)).Prepend(statement));

    /// <summary>An expression with every part of it replaced that a change makes another of.</summary>
    /// <param name="root">The expression.</param>
    /// <param name="change">What stands in the place of a node, not looked into again; null to leave the node and look inside of it.</param>
    public static Expression Change(Expression root, Func<Expression, Expression?> change) => new Changing(change).Rewrite(root);

    /// <summary>A statement with the expressions of its own changed; the statements in its blocks stay as they are.</summary>
    /// <param name="root">The statement.</param>
    /// <param name="change">What stands in the place of a node, not looked into again; null to leave the node and look inside of it.</param>
    public static Statement Change(Statement root, Func<Expression, Expression?> change) => new Changing(change).Inside(root);

    /// <summary>The same expression with one node in it replaced; nodes are told apart by identity.</summary>
    public static Expression Replace(Expression root, Expression old, Expression made) =>
        Change(root, node => ReferenceEquals(node, old) ? made : null);

    /// <summary>The same statement with one node of its own replaced; nodes are told apart by identity.</summary>
    public static Statement Replace(Statement root, Expression old, Expression made) =>
        Change(root, node => ReferenceEquals(node, old) ? made : null);

    /// <summary>The same program with one statement replaced; statements are told apart by identity.</summary>
    public static ProgramTree Replace(ProgramTree tree, Statement old, Statement made) => Replace(tree, [(old, [made])]);

    /// <summary>The same program with statements replaced, each by any number of others; in the blocks of what was put in, changes go on.</summary>
    public static ProgramTree Replace(ProgramTree tree, params IReadOnlyList<(Statement Old, IReadOnlyList<Statement> Made)> changes) =>
        tree with { Body = new Replacing(changes).Rewrite(tree.Body) };

    private sealed class Parts : SyntaxRewriter
    {
        public List<Expression> Expressions { get; } = [];

        public List<IReadOnlyList<Statement>> Blocks { get; } = [];

        public override Expression Rewrite(Expression expression)
        {
            Expressions.Add(expression);
            return expression;
        }

        public override IReadOnlyList<Statement> Rewrite(IReadOnlyList<Statement> block)
        {
            Blocks.Add(block);
            return block;
        }
    }

    private sealed class Changing(Func<Expression, Expression?> change) : SyntaxRewriter
    {
        public override Expression Rewrite(Expression expression) => change(expression) ?? Inside(expression);
    }

    private sealed class Replacing(IReadOnlyList<(Statement Old, IReadOnlyList<Statement> Made)> changes) : SyntaxRewriter
    {
        public override IReadOnlyList<Statement> Rewrite(IReadOnlyList<Statement> block)
        {
            List<Statement> made = [.. block.SelectMany(MadeOf).Select(Inside)];
            return made.SequenceEqual(block, ReferenceEqualityComparer.Instance) ? block : made;
        }

        private IReadOnlyList<Statement> MadeOf(Statement statement)
        {
            foreach (var (old, made) in changes)
            {
                if (ReferenceEquals(old, statement))
                {
                    return made;
                }
            }

            return [statement];
        }
    }
}
