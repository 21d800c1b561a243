using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Edits;

/// <summary>Products of several factors, and edits of the signs between them.</summary>
internal static class Products
{
    /// <summary>The variants of one node in which another sign stands between two factors or terms.</summary>
    public static IEnumerable<Variant> Of(Expression node, EditScope scope) => Operators(node, scope).Concat(Signs(node, scope));

    private static IEnumerable<Variant> Signs(Expression node, EditScope scope)
    {
        switch (node)
        {
            case BinaryExpression { Operator: BinaryOperator.Add } sum when ReadsArray(sum, scope):
                yield return new("added_instead_of_multiplied", 2, sum with { Operator = BinaryOperator.Multiply });
                if (sum.Left is BinaryExpression { Operator: BinaryOperator.Add or BinaryOperator.Subtract } before)
                {
                    // a + b + c where a + b * c is meant.
                    yield return new("added_instead_of_multiplied", 2, before with { Right = Build.Times(before.Right, sum.Right), Span = sum.Span });
                }

                break;

            case BinaryExpression { Operator: BinaryOperator.Subtract } difference when scope.IsCustom && ReadsArray(difference, scope):
                yield return new("wrong_operator", 3, difference with { Operator = BinaryOperator.Multiply });
                break;

            case BinaryExpression { Operator: BinaryOperator.Multiply or BinaryOperator.Divide } when scope.IsCustom && ReadsArray(node, scope):
                foreach (var variant in Split(node))
                {
                    yield return variant;
                }

                break;
        }
    }

    /// <summary>The factors of a product, from left to right.</summary>
    public static IEnumerable<Expression> FactorsOf(Expression node) => node is BinaryExpression { Operator: BinaryOperator.Multiply } product
        ? FactorsOf(product.Left).Concat(FactorsOf(product.Right))
        : [node];

    private static bool ReadsArray(Expression node, EditScope scope) => Walk.Expressions(node).Any(part =>
        (part is NameExpression name && scope.IsArray(name.Id)) || part is SubscriptExpression { Index: StringLiteral });

    /// <summary>A product that is two terms: <c>a * b * c</c> where <c>a * b + c</c> is meant.</summary>
    private static IEnumerable<Variant> Split(Expression node)
    {
        // The operators of a chain without parentheses hang one in the other on the left.
        var operands = new List<Expression>();
        var signs = new List<BinaryOperator>();
        var left = node;
        while (left is BinaryExpression { Operator: BinaryOperator.Multiply or BinaryOperator.Divide } step)
        {
            operands.Insert(0, step.Right);
            signs.Insert(0, step.Operator);
            left = step.Left;
        }

        operands.Insert(0, left);
        Expression Chain(int from, int to)
        {
            var made = operands[from];
            for (var k = from + 1; k <= to; k++)
            {
                made = Build.Binary(signs[k - 1], made, operands[k]);
            }

            return made;
        }

        for (var k = 0; k < signs.Count; k++)
        {
            if (signs[k] == BinaryOperator.Multiply)
            {
                var (first, second) = (Chain(0, k), Chain(k + 1, operands.Count - 1));
                yield return new("multiplied_instead_of_added", 3, Build.Plus(first, second));
                yield return new("wrong_operator", 4, Build.Binary(BinaryOperator.Subtract, first, second));
            }
        }
    }

    private static IEnumerable<Variant> Operators(Expression node, EditScope scope)
    {
        if (node is not BinaryExpression binary)
        {
            yield break;
        }

        BinaryOperator[] others = binary.Operator switch
        {
            BinaryOperator.Multiply when Build.NumberOf(binary.Right) is not null => [BinaryOperator.Divide, BinaryOperator.Power],
            BinaryOperator.Multiply when IsWhole(binary.Left, scope) && IsWhole(binary.Right, scope) => [BinaryOperator.FloorDivide],
            BinaryOperator.Multiply => [BinaryOperator.Divide, BinaryOperator.MatrixMultiply],
            BinaryOperator.Divide or BinaryOperator.FloorDivide => [BinaryOperator.Multiply],
            _ => [],
        };
        foreach (var other in others)
        {
            yield return new("wrong_operator", 2, binary with { Operator = other });
        }
    }

    private static bool IsWhole(Expression node, EditScope scope) => node switch
    {
        IntegerLiteral => true,
        NameExpression name => scope.IsCount(name.Id),
        BinaryExpression { Operator: not BinaryOperator.Divide } inner => IsWhole(inner.Left, scope) && IsWhole(inner.Right, scope),
        SubscriptExpression { Value: AttributeExpression { Name: "shape" } } => true,
        _ => false,
    };
}
