using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Edits;

/// <summary>Changes of what a dropout draws, and of what does not belong into it.</summary>
internal static class Draws
{
    /// <summary>The variants of a node.</summary>
    public static IEnumerable<Variant> Of(Expression node, EditScope scope)
    {
        // A ReLU that came along: np.maximum(x, 0) is x.
        if (node is CallExpression { Function: AttributeExpression { Name: "maximum" }, Arguments: [var left, var right] })
        {
            var kept = Build.NumberOf(left) == 0 ? right : Build.NumberOf(right) == 0 ? left : null;
            if (kept is NameExpression name && scope.IsArray(name.Id))
            {
                yield return new("not_part_of_layer", 2, kept);
            }
        }

        if (node is CompareExpression { Operands: [var drawn, var rate], Operators: [var sign] } compare && Opposite(sign) is { } opposite
            && Walk.Expressions(drawn).OfType<AttributeExpression>().FirstOrDefault(part => part.Name == "randn") is { } randn)
        {
            var uniform = Walk.Replace(drawn, randn, randn with { Name = "rand" });
            yield return new("dropout_wrong_rate", 1, compare with { Operands = [uniform, rate] });
            yield return new("dropout_wrong_rate", 2, compare with { Operands = [uniform, rate], Operators = [opposite] });
        }
    }

    private static CompareOperator? Opposite(CompareOperator sign) => sign switch
    {
        CompareOperator.Less or CompareOperator.LessOrEqual => CompareOperator.Greater,
        CompareOperator.Greater or CompareOperator.GreaterOrEqual => CompareOperator.Less,
        _ => null,
    };
}
