using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace GradCheck.Python.Syntax;

/// <summary>
/// Changes the parts of nodes. Every kind of expression and statement is listed here and nowhere else, with all its parts in the order of
/// the text; a walk is a change that gives back what it is shown. A node without a change inside stays the very object it was.
/// </summary>
internal abstract class SyntaxRewriter
{
    /// <summary>How many parts have been changed so far: a copy that was made while it stood still is dropped.</summary>
    private int changes;

    /// <summary>What stands in the place of an expression directly inside of a node: it itself, if not overridden.</summary>
    public virtual Expression Rewrite(Expression expression) => expression;

    /// <summary>What stands in the place of a block directly inside of a statement: it itself, if not overridden.</summary>
    public virtual IReadOnlyList<Statement> Rewrite(IReadOnlyList<Statement> block) => block;

    /// <summary>An expression with its parts changed.</summary>
    public Expression Inside(Expression expression) => Kept(expression, Copy);

    /// <summary>A statement with its expressions and blocks changed.</summary>
    public Statement Inside(Statement statement) => Kept(statement, Copy);

    private Expression Copy(Expression expression) => expression switch
    {
        NameExpression or IntegerLiteral or FloatLiteral or StringLiteral or BooleanLiteral or NoneLiteral or EllipsisLiteral
            or UnsupportedExpression => expression,
        FormattedString node => node with { Parts = Each(node.Parts, In) },
        UnaryExpression node => node with { Operand = In(node.Operand) },
        BinaryExpression node => node with { Left = In(node.Left), Right = In(node.Right) },
        LogicalExpression node => node with { Left = In(node.Left), Right = In(node.Right) },
        CompareExpression node => node with { Operands = Each(node.Operands, In) },
        ConditionalExpression node => node with { Then = In(node.Then), Test = In(node.Test), Otherwise = In(node.Otherwise) },
        CallExpression node => node with
        {
            Function = In(node.Function),
            Arguments = Each(node.Arguments, In),
            Keywords = Each(node.Keywords, keyword => keyword with { Value = In(keyword.Value) }),
        },
        AttributeExpression node => node with { Value = In(node.Value) },
        SubscriptExpression node => node with { Value = In(node.Value), Index = In(node.Index) },
        SliceExpression node => node with { Lower = In(node.Lower), Upper = In(node.Upper), Step = In(node.Step) },
        TupleExpression node => node with { Elements = Each(node.Elements, In) },
        ListExpression node => node with { Elements = Each(node.Elements, In) },
        SetExpression node => node with { Elements = Each(node.Elements, In) },
        DictionaryExpression node => node with
        {
            Items = Each(node.Items, item => item with { Key = In(item.Key), Value = In(item.Value) }),
        },
        LambdaExpression node => node with { Parameters = Kept(node.Parameters, In), Body = In(node.Body) },
        ComprehensionExpression node => node with { Key = In(node.Key), Element = In(node.Element), Clauses = Each(node.Clauses, In) },
        StarredExpression node => node with { Value = In(node.Value) },
        NamedExpression node => node with { Value = In(node.Value) },
        YieldExpression node => node with { Value = In(node.Value) },
        _ => throw new UnreachableException($"{expression.GetType().Name} has no case"),
    };

    private Statement Copy(Statement statement) => statement switch
    {
        PassStatement or BreakStatement or ContinueStatement or ScopeStatement or ImportStatement or FaultyStatement => statement,
        AssignStatement node => node with { Targets = Each(node.Targets, In), Value = In(node.Value) },
        AnnotationStatement node => node with { Target = In(node.Target) },
        AugmentedAssignStatement node => node with { Target = In(node.Target), Value = In(node.Value) },
        ExpressionStatement node => node with { Value = In(node.Value) },
        ReturnStatement node => node with { Value = In(node.Value) },
        IfStatement node => node with { Test = In(node.Test), Then = In(node.Then), Otherwise = In(node.Otherwise) },
        ForStatement node => node with
        {
            Target = In(node.Target),
            Source = In(node.Source),
            Body = In(node.Body),
            Otherwise = In(node.Otherwise),
        },
        WhileStatement node => node with { Test = In(node.Test), Body = In(node.Body), Otherwise = In(node.Otherwise) },
        WithStatement node => node with { Context = In(node.Context), Target = In(node.Target), Body = In(node.Body) },
        FunctionStatement node => node with { Decorators = Each(node.Decorators, In), Parameters = Kept(node.Parameters, In), Body = In(node.Body) },
        ClassStatement node => node with
        {
            Decorators = Each(node.Decorators, In),
            Bases = Each(node.Bases, In),
            Keywords = Each(node.Keywords, keyword => keyword with { Value = In(keyword.Value) }),
            Body = In(node.Body),
        },
        RaiseStatement node => node with { Exception = In(node.Exception) },
        AssertStatement node => node with { Test = In(node.Test), Message = In(node.Message) },
        DeleteStatement node => node with { Targets = Each(node.Targets, In) },
        TryStatement node => node with
        {
            Body = In(node.Body),
            Handlers = Each(node.Handlers, handler => handler with { Type = In(handler.Type), Body = In(handler.Body) }),
            Otherwise = In(node.Otherwise),
            Finally = In(node.Finally),
        },
        _ => throw new UnreachableException($"{statement.GetType().Name} has no case"),
    };

    private FormattedPart In(FormattedPart part) =>
        part with { Value = In(part.Value), Format = (FormattedString?)In(part.Format) };

    private Parameters In(Parameters parameters) =>
        parameters with { Items = Each(parameters.Items, In), KeywordOnly = Each(parameters.KeywordOnly, In) };

    private Parameter In(Parameter parameter) => parameter with { Default = In(parameter.Default) };

    private ComprehensionClause In(ComprehensionClause clause) => clause with
    {
        Target = In(clause.Target),
        Source = In(clause.Source),
        Conditions = Each(clause.Conditions, In),
    };

    [return: NotNullIfNotNull(nameof(part))]
    private Expression? In(Expression? part) => part is null ? null : Counted(part, Rewrite);

    private IReadOnlyList<Statement> In(IReadOnlyList<Statement> block) => Counted(block, Rewrite);

    private T Counted<T>(T part, Func<T, T> change)
        where T : class
    {
        var before = changes;
        var made = change(part);
        changes = ReferenceEquals(made, part) ? before : before + 1;
        return made;
    }

    private IReadOnlyList<T> Each<T>(IReadOnlyList<T> items, Func<T, T> change) => Kept(items, items => [.. items.Select(item => Kept(item, change))]);

    private T Kept<T>(T node, Func<T, T> change)
    {
        var before = changes;
        var made = change(node);
        return changes == before ? node : made;
    }
}
