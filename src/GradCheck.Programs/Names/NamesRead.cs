using System.Runtime.CompilerServices;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Names;

/// <summary>Which names a statement reads.</summary>
internal static class NamesRead
{
    private static readonly ConditionalWeakTable<Statement, HashSet<string>> Known = [];

    /// <summary>The names that the value of a statement is made from; an update in place reads its target too.</summary>
    public static IReadOnlySet<string> Of(Statement statement) => Known.GetValue(statement, static made => [.. Read(made)]);

    /// <summary>The names in an expression.</summary>
    public static IEnumerable<string> Of(Expression? expression) =>
        expression is null ? [] : Walk.Expressions(expression).OfType<NameExpression>().Select(name => name.Id);

    private static IEnumerable<string> Read(Statement statement) => statement switch
    {
        AssignStatement assign => Of(assign.Value).Concat(assign.Targets.Where(target => target is SubscriptExpression or AttributeExpression).SelectMany(Of)),
        AugmentedAssignStatement assign => Of(assign.Value).Concat(Of(assign.Target)),
        ReturnStatement back => Of(back.Value),
        ForStatement loop => Of(loop.Source),
        ExpressionStatement alone => Of(alone.Value),
        _ => [],
    };
}
