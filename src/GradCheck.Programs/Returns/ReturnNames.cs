using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Returns;

/// <summary>The names that stand in a function's <c>return</c>.</summary>
internal static class ReturnNames
{
    /// <summary>The names of the parts, by the last <c>return</c> of as many; null for a part without one.</summary>
    /// <param name="function">The function.</param>
    /// <param name="count">How many parts; null where what is returned is one value.</param>
    public static IReadOnlyList<string?> Of(FunctionStatement function, int? count)
    {
        foreach (var back in Returns(function.Body).Reverse())
        {
            var elements = back.Value switch
            {
                TupleExpression tuple => tuple.Elements,
                ListExpression list => list.Elements,
                { } alone => [alone],
                null => [],
            };
            if (elements.Count == (count ?? 1) && !elements.Any(element => element is StarredExpression) && (count is null) == (back.Value is not (TupleExpression or ListExpression)))
            {
                return [.. elements.Select(NameOf)];
            }
        }

        return new string?[count ?? 1];
    }

    /// <summary>The names of what is inside of a part that is a tuple itself: <c>return loss, (dw, db)</c>.</summary>
    /// <param name="function">The function.</param>
    /// <param name="count">How many parts it returns.</param>
    /// <param name="place">Which of them.</param>
    /// <param name="inside">How many values that part has.</param>
    public static IReadOnlyList<string?> Inside(FunctionStatement function, int count, int place, int inside)
    {
        foreach (var back in Returns(function.Body).Reverse())
        {
            if (ElementsOf(back.Value) is { } all && all.Count == count && ElementsOf(all[place]) is { } elements && elements.Count == inside && !elements.Any(element => element is StarredExpression))
            {
                return [.. elements.Select(NameOf)];
            }
        }

        return new string?[inside];
    }

    private static IReadOnlyList<Expression>? ElementsOf(Expression? value) => value switch
    {
        TupleExpression tuple => tuple.Elements,
        ListExpression list => list.Elements,
        _ => null,
    };

    /// <summary>Whether a function returns a list whose items stand in its last <c>return</c>.</summary>
    /// <param name="function">The function.</param>
    public static bool AreListed(FunctionStatement function) => Returns(function.Body).LastOrDefault() is { Value: ListExpression };

    /// <summary>The name of a value where it stands: that of a variable, or its key in a dictionary.</summary>
    private static string? NameOf(Expression expression) => expression switch
    {
        NameExpression name => name.Id,
        SubscriptExpression { Index: StringLiteral key } => key.Value,
        AttributeExpression attribute => attribute.Name,
        CallExpression { Function: AttributeExpression { Name: "reshape" or "copy" or "astype" or "item" } method } => NameOf(method.Value),
        _ => null,
    };

    private static IEnumerable<ReturnStatement> Returns(IReadOnlyList<Statement> body) => body.SelectMany(statement => statement switch
    {
        ReturnStatement back => [back],
        FunctionStatement => [],
        _ => Walk.Blocks(statement).SelectMany(Returns),
    });
}
