using GradCheck.Programs.Dialects;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Edits;

/// <summary>
/// Edits of derivatives that leave out how one entry moves the others: the diagonal of a softmax, a norm taken for a constant; and of what no
/// forward pass computed.
/// </summary>
internal static class Jacobians
{
    /// <summary>The variants of one node.</summary>
    public static IEnumerable<Variant> Of(Expression node, EditScope scope) =>
        scope.IsForward ? [] : Diagonal(node, scope).Concat(Norm(node, scope)).Concat(OfLoss(node, scope));

    /// <summary><c>g * a * (1 - a)</c>: right for a sigmoid, the diagonal alone for a softmax.</summary>
    private static IEnumerable<Variant> Diagonal(Expression node, EditScope scope)
    {
        if (node is not BinaryExpression { Operator: BinaryOperator.Multiply })
        {
            yield break;
        }

        var factors = Products.FactorsOf(node).ToList();
        foreach (var name in scope.Arrays)
        {
            var rest = Without(factors, name);
            if (rest is null)
            {
                continue;
            }

            var a = Build.Name(name, node.Span);
            var g = rest.Aggregate(Build.Times);
            for (var axis = 0; axis < scope.Names[name].Shape.Length; axis++)
            {
                var sum = Sum(Build.Times(g, a), axis, keeps: true, scope);
                yield return new("jacobian_treated_as_diagonal", 2, Build.Times(a, Build.Binary(BinaryOperator.Subtract, g, sum)));
            }
        }
    }

    /// <summary><c>g / n</c> where n is a norm of x: the norm moves with x.</summary>
    private static IEnumerable<Variant> Norm(Expression node, EditScope scope)
    {
        var (g, n) = node switch
        {
            BinaryExpression { Operator: BinaryOperator.Divide } ratio => (ratio.Left, ratio.Right as NameExpression),
            CallExpression { Function: AttributeExpression { Name: "divide" or "true_divide" }, Arguments: [var left, var right] } =>
                (left, right as NameExpression),
            _ => (null, null),
        };
        if (g is null || n is null || !scope.Names.TryGetValue(n.Id, out var norm) || norm.IsDiscrete)
        {
            yield break;
        }

        var larger = scope.Arrays.Where(name => name != n.Id && scope.Names[name].Values.Length > norm.Values.Length);
        foreach (var x in larger.Where(name => !Terms.IsGradient(name)))
        {
            // z = x / n: dx = (g - z * (g * z).sum()) / n, along the axes that the norm was taken over.
            var z = Build.Over(Build.Name(x, node.Span), n);
            foreach (var axis in AxesOf(scope.Names[x].Shape, norm.Shape))
            {
                var sum = Sum(Build.Times(g, z), axis, keeps: axis is not null && norm.Shape.Length == scope.Names[x].Shape.Length, scope);
                yield return new("norm_treated_as_constant", 3, Build.Over(Build.Binary(BinaryOperator.Subtract, g, Build.Times(z, sum)), n));
            }
        }
    }

    /// <summary><c>out - y</c>: the derivative of a loss, where the forward pass returns no loss but <c>out</c>.</summary>
    private static IEnumerable<Variant> OfLoss(Expression node, EditScope scope)
    {
        if (node is BinaryExpression { Operator: BinaryOperator.Subtract, Left: NameExpression left } && scope.Out is { } output
            && scope.Names.TryGetValue(left.Id, out var held) && held.Values.AsSpan().SequenceEqual(output.Values) && !Terms.IsGradient(left.Id))
        {
            yield return new("not_in_forward", 3, scope.Idioms.Call("ones_like", left));
        }
    }

    private static IEnumerable<int?> AxesOf(int[] shape, int[] norm)
    {
        if (norm.Length == 0)
        {
            yield return null;
        }

        for (var axis = 0; norm.Length > 0 && axis < shape.Length; axis++)
        {
            if (norm.Length < shape.Length || norm[axis] == 1)
            {
                yield return axis;
            }
        }
    }

    private static Expression Sum(Expression value, int? axis, bool keeps, EditScope scope) => scope.Idioms.Write(new ReductionCall(ReductionKind.Sum, value)
    {
        Axis = axis is { } one ? Build.Number(one, value.Span) : null,
        Keeps = keeps ? new BooleanLiteral(true, value.Span) : null,
        IsMethod = true,
    });

    /// <summary>The factors of a product but for <c>a</c> and <c>1 - a</c>, or <c>a - a ** 2</c>; null where they are not among them or nothing is left.</summary>
    private static List<Expression>? Without(List<Expression> factors, string name)
    {
        bool IsSelf(Expression node) => node is NameExpression own && own.Id == name;
        var square = factors.Find(factor =>
            factor is BinaryExpression { Operator: BinaryOperator.Subtract } less && IsSelf(less.Left) && IsSquare(less.Right, name));
        if (square is not null)
        {
            return factors.Count > 1 ? [.. factors.Where(factor => !ReferenceEquals(factor, square))] : null;
        }

        var self = factors.Find(IsSelf);
        var rest = factors.Find(factor =>
            factor is BinaryExpression { Operator: BinaryOperator.Subtract } less && IsSelf(less.Right) && Build.NumberOf(less.Left) == 1);
        return self is null || rest is null || factors.Count < 3 ? null :
            [.. factors.Where(factor => !ReferenceEquals(factor, self) && !ReferenceEquals(factor, rest))];
    }

    private static bool IsSquare(Expression node, string name) => node switch
    {
        BinaryExpression { Operator: BinaryOperator.Power, Left: NameExpression raised } power =>
            raised.Id == name && Build.NumberOf(power.Right) == 2,
        BinaryExpression { Operator: BinaryOperator.Multiply, Left: NameExpression left, Right: NameExpression right } =>
            left.Id == name && right.Id == name,
        _ => false,
    };
}
