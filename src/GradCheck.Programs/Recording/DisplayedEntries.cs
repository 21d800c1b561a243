using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Recording;

/// <summary>The entries of a dictionary that stand in a line: <c>{"dW": dW}</c>, <c>dict(dW=dW)</c>, <c>grads["dW"] = dW</c>.</summary>
internal static class DisplayedEntries
{
    /// <summary>Each key and what stands under it; none where the line shows no dictionary.</summary>
    /// <param name="statement">The line.</param>
    public static IEnumerable<(string Key, Expression Value)> Of(Statement statement) => statement switch
    {
        AssignStatement { Targets: [SubscriptExpression { Index: StringLiteral key }] } entry => [(key.Value, entry.Value)],
        AugmentedAssignStatement { Target: SubscriptExpression { Index: StringLiteral key } } entry => [(key.Value, entry.Value)],
        AssignStatement { Targets: [NameExpression] } whole => In(whole.Value),
        _ => [],
    };

    /// <summary>What stands under the keys of a dictionary, in order; null for another expression.</summary>
    /// <param name="whole">The expression.</param>
    public static IReadOnlyList<Expression>? ValuesOf(Expression? whole) => whole switch
    {
        DictionaryExpression dictionary => [.. dictionary.Items.Select(item => item.Value)],
        CallExpression { Function: NameExpression { Id: "dict" }, Arguments.Count: 0 } call => [.. call.Keywords.Select(item => item.Value)],
        _ => null,
    };

    private static IEnumerable<(string Key, Expression Value)> In(Expression whole) => whole switch
    {
        DictionaryExpression dictionary => dictionary.Items.Where(item => item.Key is StringLiteral).Select(item => (((StringLiteral)item.Key!).Value, item.Value)),
        CallExpression { Function: NameExpression { Id: "dict" }, Arguments.Count: 0 } call =>
            call.Keywords.Where(item => item.Name is not null).Select(item => (item.Name!, item.Value)),
        _ => [],
    };
}
