using GradCheck.Programs.Dialects;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Edits;

/// <summary>Edits of how elements are arranged: reshapes, transposes, parentheses.</summary>
internal static class Layouts
{
    private static readonly int[] ChannelsLast = [0, 2, 3, 1];

    private static readonly int[] ChannelsFirst = [0, 3, 1, 2];

    /// <summary>Heads before places, and back again.</summary>
    private static readonly int[] MiddleSwapped = [0, 2, 1, 3];

    /// <summary>Functions of each entry that come along with a layer and are no part of it.</summary>
    private static readonly string[] OfEachEntry = ["maximum", "minimum", "abs", "exp", "tanh", "clip", "clamp", "relu", "sigmoid", "square", "log"];

    /// <summary>The variants of one node.</summary>
    public static IEnumerable<Variant> Of(Expression node, EditScope scope) =>
        Reshape(node, scope.Idioms).Concat(Transpose(node, scope)).Concat(Parentheses(node)).Concat(Step(node, scope)).Concat(Product(node, scope.Idioms));

    private static IEnumerable<Variant> Reshape(Expression node, Idioms idioms)
    {
        if (idioms.Layout(node) is not { Kind: LayoutKind.Reshape } layout)
        {
            yield break;
        }

        Expression Transposed(Expression value, int[] axes) =>
            idioms.Write(new LayoutCall(LayoutKind.Transpose, value, [.. axes.Select(axis => Build.Number(axis, value.Span))]));
        if (layout.Arguments is [var n, var c, var h, var w])
        {
            yield return new("reshape_without_transpose", 1, Transposed(idioms.Write(layout with { Arguments = [n, h, w, c] }), ChannelsFirst));
            yield return new("reshape_without_transpose", 1, Transposed(node, ChannelsFirst));
            yield return new("reshape_without_transpose", 1, Transposed(idioms.Write(layout with { Arguments = [n, h, c, w] }), MiddleSwapped));
            yield return new("reshape_without_transpose", 2, Transposed(node, ChannelsLast));
        }

        Expression Of(Expression operand) => idioms.Write(layout with { Operand = operand });
        yield return new("reshape_without_transpose", 1, Of(Transposed(layout.Operand, ChannelsLast)));
        yield return new("reshape_without_transpose", 1, Of(Transposed(layout.Operand, MiddleSwapped)));
        yield return new("reshape_without_transpose", 2, Of(Transposed(layout.Operand, [1, 0, 2, 3])));
        yield return new("reshape_without_transpose", 2, Of(idioms.Write(new LayoutCall(LayoutKind.Transpose, layout.Operand, []))));
    }

    private static IEnumerable<Variant> Transpose(Expression node, EditScope scope)
    {
        var layout = scope.Idioms.Layout(node);
        if (layout is { Kind: LayoutKind.Transpose, Arguments.Count: 4 })
        {
            foreach (var order in Permutations([0, 1, 2, 3]))
            {
                Expression[] axes = [.. order.Select(axis => Build.Number(axis, node.Span))];
                yield return new("wrong_transpose", 1, scope.Idioms.Write(layout with { Arguments = axes }));
            }
        }

        if (node is NameExpression name && scope.Names.TryGetValue(name.Id, out var held) && held.Shape.Length == 2)
        {
            yield return new("wrong_transpose", 2, scope.Idioms.Turned(node));
        }
        else if (layout is { IsTurned: true })
        {
            yield return new("wrong_transpose", 1, layout.Operand);
        }
    }

    /// <summary>A product of matrices the other way round: <c>dout.T @ x</c> is the transpose of <c>x.T @ dout</c>.</summary>
    private static IEnumerable<Variant> Product(Expression node, Idioms idioms)
    {
        if (idioms.Product(node) is { } product)
        {
            var turned = product with { Left = idioms.Turned(product.Right), Right = idioms.Turned(product.Left) };
            yield return new("wrong_transpose", 1, idioms.Write(turned));
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
        if (node is CallExpression { Function: AttributeExpression function } call && OfEachEntry.Contains(function.Name) && scope.Idioms.IsModule(function.Value))
        {
            bool ReadsArray(Expression argument) => Walk.Expressions(argument).OfType<NameExpression>().Any(name => scope.IsArray(name.Id));
            foreach (var argument in call.Arguments.Where(ReadsArray))
            {
                yield return new("extra_function", 1, argument);
            }
        }
    }

    private static IEnumerable<int[]> Permutations(int[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany(item => Permutations([.. items.Where(other => other != item)]).Select(rest => (int[])[item, .. rest]));
}
