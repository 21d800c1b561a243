using GradCheck.Python.Source;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Edits;

/// <summary>Edits of how elements are arranged: reshapes, transposes, parentheses.</summary>
internal static class Layouts
{
    private static readonly int[] ChannelsLast = [0, 2, 3, 1];

    private static readonly int[] ChannelsFirst = [0, 3, 1, 2];

    /// <summary>The variants of one node.</summary>
    public static IEnumerable<Variant> Of(Expression node, EditScope scope) => Reshape(node).Concat(Transpose(node, scope)).Concat(Parentheses(node)).Concat(Step(node, scope)).Concat(Product(node));

    private static IEnumerable<Variant> Reshape(Expression node)
    {
        if (node is not CallExpression { Function: AttributeExpression { Name: "reshape" } function } call)
        {
            yield break;
        }

        var sizes = call.Arguments is [TupleExpression tuple] ? tuple.Elements : call.Arguments;
        if (sizes.Count == 4)
        {
            var (n, c, h, w) = (sizes[0], sizes[1], sizes[2], sizes[3]);
            yield return new("reshape_without_transpose", 1, Transposed(Build.Method(function.Value, "reshape", n, h, w, c), ChannelsFirst));
            yield return new("reshape_without_transpose", 1, Transposed(call, ChannelsFirst));
            yield return new("reshape_without_transpose", 2, Transposed(call, ChannelsLast));
        }

        yield return new("reshape_without_transpose", 1, call with { Function = function with { Value = Transposed(function.Value, ChannelsLast) } });
        yield return new("reshape_without_transpose", 2, call with { Function = function with { Value = Transposed(function.Value, [1, 0, 2, 3]) } });
        yield return new("reshape_without_transpose", 2, call with { Function = function with { Value = new AttributeExpression(function.Value, "T", function.Value.Span) } });
    }

    private static IEnumerable<Variant> Transpose(Expression node, EditScope scope)
    {
        if (node is CallExpression { Function: AttributeExpression { Name: "transpose" } } call && call.Arguments is [TupleExpression or ListExpression] or { Count: 4 })
        {
            foreach (var order in Permutations([0, 1, 2, 3]))
            {
                var axes = order.Select(axis => Build.Number(axis, node.Span)).ToArray();
                yield return new("wrong_transpose", 1, call with { Arguments = call.Arguments.Count == 4 ? axes : [new TupleExpression(axes, node.Span)] });
            }
        }

        if (node is NameExpression name && scope.Names.TryGetValue(name.Id, out var held) && held.Shape.Length == 2)
        {
            yield return new("wrong_transpose", 2, new AttributeExpression(node, "T", node.Span));
        }
        else if (node is AttributeExpression { Name: "T" } turned)
        {
            yield return new("wrong_transpose", 1, turned.Value);
        }
    }

    /// <summary>A product of matrices the other way round: <c>dout.T @ x</c> is the transpose of <c>x.T @ dout</c>.</summary>
    private static IEnumerable<Variant> Product(Expression node)
    {
        static Expression Turned(Expression value) => value is AttributeExpression { Name: "T" } turned ? turned.Value : new AttributeExpression(value, "T", value.Span);
        switch (node)
        {
            case BinaryExpression { Operator: BinaryOperator.MatrixMultiply } product:
                yield return new("wrong_transpose", 1, product with { Left = Turned(product.Right), Right = Turned(product.Left) });
                break;
            case CallExpression { Function: AttributeExpression { Name: "dot" or "matmul", Value: var first }, Arguments: [var second] } call:
                yield return new("wrong_transpose", 1, call with { Function = new AttributeExpression(Turned(second), "dot", node.Span), Arguments = [Turned(first)] });
                break;
            case CallExpression { Function: AttributeExpression { Name: "dot" or "matmul" }, Arguments: [var left, var right] } call:
                yield return new("wrong_transpose", 1, call with { Arguments = [Turned(right), Turned(left)] });
                break;
        }
    }

    /// <summary>The other ways to bracket two operators in a row: <c>a * b - c</c> is <c>a * (b - c)</c>.</summary>
    private static IEnumerable<Variant> Parentheses(Expression node)
    {
        if (node is not BinaryExpression outer)
        {
            yield break;
        }

        if (outer.Left is BinaryExpression left)
        {
            yield return new("missing_parentheses", 1, left with { Right = outer with { Left = left.Right, Span = left.Right.Span.To(outer.Right.Span) } });
        }

        if (outer.Right is BinaryExpression right)
        {
            yield return new("missing_parentheses", 1, right with { Left = outer with { Right = right.Left } });
        }
    }

    /// <summary>A function of each entry that is no part of the layer: a relu inside of a dropout.</summary>
    private static IEnumerable<Variant> Step(Expression node, EditScope scope)
    {
        if (node is CallExpression { Function: AttributeExpression { Value: NameExpression module, Name: "maximum" or "minimum" or "abs" or "exp" or "tanh" or "clip" or "square" or "log" } } call && module.Id == scope.NumPy)
        {
            foreach (var argument in call.Arguments.Where(argument => Walk.Expressions(argument).OfType<NameExpression>().Any(name => scope.Arrays.Contains(name.Id))))
            {
                yield return new("extra_function", 1, argument);
            }
        }
    }

    private static Expression Transposed(Expression value, int[] axes) =>
        Build.Method(value, "transpose", [.. axes.Select(axis => Build.Number(axis, value.Span))]);

    private static IEnumerable<int[]> Permutations(int[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany(item => Permutations([.. items.Where(other => other != item)]).Select(rest => (int[])[item, .. rest]));
}
