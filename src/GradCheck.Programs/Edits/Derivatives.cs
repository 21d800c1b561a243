using GradCheck.Programs.Names;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Edits;

/// <summary>
/// Edits of the local derivative by which a gradient is multiplied: that of another function, a part of it, the function itself, or none.
/// The usual ones are written with what the function gave: <c>s * (1 - s)</c> for a sigmoid, <c>1 - t ** 2</c> for a tanh.
/// </summary>
internal static class Derivatives
{
    /// <summary>Arrays beyond this many are not tried as what a function gave.</summary>
    private const int MostArrays = 24;

    /// <summary>The variants of one node.</summary>
    public static IEnumerable<Variant> Of(Expression node, EditScope scope) =>
        !scope.IsWide ? [] : OfSigmoid(node, scope).Concat(OfSquare(node, scope)).Concat(OfFactor(node, scope)).Concat(OfFunction(node, scope));

    /// <summary>A whole value that no local derivative multiplies, or not all of it.</summary>
    public static IEnumerable<Variant> Around(Expression whole, EditScope scope)
    {
        if (!scope.IsWide)
        {
            yield break;
        }

        foreach (var name in Values(scope))
        {
            var made = Build.Name(name, whole.Span);
            yield return new("missing_factor", 4, Build.Times(whole, Tanh(made)));
            yield return new("missing_factor", 4, Build.Times(Build.Times(whole, made), Complement(made)));
            yield return new("missing_factor", 4, Build.Times(whole, Complement(made)));
            yield return new("missing_factor", 4, Build.Times(whole, Passed(made)));
            yield return new("missing_factor", 4, Build.Over(whole, made));
        }
    }

    /// <summary><c>v * (1 - v)</c> among the factors of a product, where <c>1 - v ** 2</c> is meant.</summary>
    private static IEnumerable<Variant> OfSigmoid(Expression node, EditScope scope)
    {
        if (node is not BinaryExpression { Operator: BinaryOperator.Multiply } product)
        {
            yield break;
        }

        var factors = Products.FactorsOf(product).ToList();
        foreach (var less in factors.Where(factor => ComplementOf(factor) is not null))
        {
            var value = ComplementOf(less)!;
            var same = factors.Find(factor => IsSame(factor, value));
            if (same is not null && IsArray(value, scope))
            {
                var rest = factors.Where(factor => !ReferenceEquals(factor, same)).Select(factor => ReferenceEquals(factor, less) ? Tanh(value) : factor);
                yield return new("wrong_derivative", 2, rest.Aggregate(Build.Times));
            }
        }
    }

    /// <summary><c>1 - v ** 2</c>, <c>1 - v</c>, <c>v ** 2</c> and <c>(1 - v) ** 2</c>, where another of them is meant.</summary>
    private static IEnumerable<Variant> OfSquare(Expression node, EditScope scope)
    {
        if (node is BinaryExpression { Operator: BinaryOperator.Power } power && Build.NumberOf(power.Right) == 2 && IsArray(power.Left, scope))
        {
            yield return ComplementOf(power.Left) is { } inner
                ? new("missing_parentheses", 1, Build.Binary(BinaryOperator.Subtract, Build.Number(1, node.Span), power with { Left = inner }))
                : new("wrong_derivative", 2, Build.Binary(BinaryOperator.Subtract, Build.Number(1, node.Span), node));
        }

        if (node is BinaryExpression { Operator: BinaryOperator.Power } raised && Build.NumberOf(raised.Right) is >= 2 and var exponent && double.IsInteger(exponent))
        {
            // The derivative of x ** 3 is 3 * x ** 2.
            yield return new("missing_factor", 2, Build.Times(Build.Number(exponent + 1, node.Span), node));
        }

        if (ComplementOf(node) is not { } value || !IsArray(value, scope))
        {
            yield break;
        }

        if (SquareOf(value) is { } root)
        {
            yield return new("wrong_derivative", 2, Build.Times(root, Complement(root)));
            yield return new("wrong_derivative", 3, Passed(root));
        }
        else
        {
            yield return new("wrong_power", 2, Tanh(value));
            yield return new("missing_factor", 3, Build.Times(value, node));
        }
    }

    /// <summary>A value of the forward pass as a factor, where the derivative of the function that gave it is meant.</summary>
    private static IEnumerable<Variant> OfFactor(Expression node, EditScope scope)
    {
        if (node is not BinaryExpression { Operator: BinaryOperator.Multiply } product)
        {
            yield break;
        }

        foreach (var factor in new[] { product.Left, product.Right }.OfType<NameExpression>().Where(factor => scope.IsArray(factor.Id) && !Terms.IsGradient(factor.Id)))
        {
            Variant In(string code, Expression made) => new(code, 3, Walk.Replace(product, factor, made));
            yield return In("missing_factor", Build.Times(factor, Complement(factor)));
            yield return In("wrong_derivative", Tanh(factor));
            yield return In("wrong_derivative", Passed(factor));
            yield return In("wrong_derivative", Complement(factor));
        }
    }

    /// <summary>A function of an array, where its derivative is meant.</summary>
    private static IEnumerable<Variant> OfFunction(Expression node, EditScope scope)
    {
        if (node is not CallExpression { Arguments: [var at, ..] } call || !IsArray(at, scope))
        {
            yield break;
        }

        var name = call.Function switch
        {
            AttributeExpression { Name: "maximum" } when call.Arguments is [var floor, var other] && Build.NumberOf(floor) == 0 => Passed(other),
            AttributeExpression { Name: "maximum" } when call.Arguments is [_, var floor] && Build.NumberOf(floor) == 0 => Passed(at),
            AttributeExpression function when scope.Idioms.IsModule(function.Value) => DerivativeOf(function.Name),
            NameExpression { Id: var own } when Roles.Plain(own) is "sigmoid" or "sigm" or "logistic" => Build.Times(node, Complement(node)),
            NameExpression { Id: var own } when Roles.Plain(own) is "relu" => Passed(at),
            NameExpression { Id: var own } when Roles.Plain(own) is "tanh" => Tanh(node),
            _ => null,
        };
        if (name is not null)
        {
            yield return new("wrong_derivative", 2, name);
        }

        if (call is { Function: AttributeExpression { Name: "exp" or "tanh" } or NameExpression, Arguments: [not UnaryExpression] })
        {
            yield return new("sign_flipped", 2, call with { Arguments = [Build.Negative(at)] });
        }

        Expression? DerivativeOf(string function) => function switch
        {
            "tanh" => Tanh(node),
            "log" => Build.Over(Build.Number(1, node.Span), at),
            "sqrt" => Build.Over(Build.Number(0.5, node.Span), node),
            "abs" => scope.Idioms.Call("sign", at),
            "sin" => scope.Idioms.Call("cos", at),
            "cos" => Build.Negative(scope.Idioms.Call("sin", at)),
            "square" => Build.Times(Build.Number(2, node.Span), at),
            _ => null,
        };
    }

    private static IEnumerable<string> Values(EditScope scope) => scope.Arrays.Where(name => !Terms.IsGradient(name)).Take(MostArrays);

    private static Expression Tanh(Expression value) => Build.Binary(BinaryOperator.Subtract, Build.Number(1, value.Span), Build.Power(value, 2));

    private static Expression Complement(Expression value) => Build.Binary(BinaryOperator.Subtract, Build.Number(1, value.Span), value);

    private static CompareExpression Passed(Expression value) => new CompareExpression([value, Build.Number(0, value.Span)], [CompareOperator.Greater], value.Span);

    /// <summary>The <c>v</c> of <c>1 - v</c>; null for another expression.</summary>
    private static Expression? ComplementOf(Expression node) =>
        node is BinaryExpression { Operator: BinaryOperator.Subtract } less && Build.NumberOf(less.Left) == 1 ? less.Right : null;

    /// <summary>The <c>v</c> of <c>v ** 2</c> or <c>v * v</c>; null for another expression.</summary>
    private static Expression? SquareOf(Expression node) => node switch
    {
        BinaryExpression { Operator: BinaryOperator.Power } power when Build.NumberOf(power.Right) == 2 => power.Left,
        BinaryExpression { Operator: BinaryOperator.Multiply } product when IsSame(product.Left, product.Right) => product.Left,
        CallExpression { Function: AttributeExpression { Name: "square" }, Arguments: [var at] } => at,
        _ => null,
    };

    private static bool IsSame(Expression one, Expression other) => (one, other) switch
    {
        (NameExpression first, NameExpression second) => first.Id == second.Id,
        (AttributeExpression first, AttributeExpression second) => first.Name == second.Name && IsSame(first.Value, second.Value),
        (SubscriptExpression { Index: StringLiteral key } first, SubscriptExpression { Index: StringLiteral again } second) =>
            key.Value == again.Value && IsSame(first.Value, second.Value),
        _ => false,
    };

    private static bool IsArray(Expression node, EditScope scope) => Walk.Expressions(node).Any(part =>
        (part is NameExpression name && scope.IsArray(name.Id)) || part is SubscriptExpression { Index: StringLiteral });
}
