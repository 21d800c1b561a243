using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Names;

/// <summary>Which names a statement gives a value.</summary>
internal static class NamesMade
{
    /// <summary>The names that get a value of their own, in the order of the text; not those of a loop's body.</summary>
    /// <param name="statement">The statement.</param>
    public static IEnumerable<string> Of(Statement statement) => TargetsOf(statement).SelectMany(target => In(target, isWhole: true));

    /// <summary>The same with those that are written into, such as <c>dx</c> in <c>dx[i] = 0</c>.</summary>
    /// <param name="statement">The statement.</param>
    public static IEnumerable<string> WrittenBy(Statement statement) => TargetsOf(statement).SelectMany(target => In(target, isWhole: false));

    /// <summary>What a statement assigns to, in the order of the text.</summary>
    /// <param name="statement">The statement.</param>
    public static IReadOnlyList<Expression> TargetsOf(Statement statement) => statement switch
    {
        AssignStatement assign => assign.Targets,
        AugmentedAssignStatement assign => [assign.Target],
        ForStatement loop => [loop.Target],
        WithStatement { Target: { } target } => [target],
        _ => [],
    };

    private static IEnumerable<string> In(Expression target, bool isWhole) => target switch
    {
        NameExpression name => [name.Id],
        TupleExpression tuple => tuple.Elements.SelectMany(element => In(element, isWhole)),
        ListExpression list => list.Elements.SelectMany(element => In(element, isWhole)),
        StarredExpression rest => In(rest.Value, isWhole),
        SubscriptExpression entry when !isWhole => In(entry.Value, isWhole),
        AttributeExpression attribute when !isWhole => In(attribute.Value, isWhole),
        _ => [],
    };
}
