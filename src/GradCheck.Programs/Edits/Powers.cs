using GradCheck.Programs.Dialects;
using GradCheck.Programs.Names;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Edits;

/// <summary>Edits of powers, roots and eps.</summary>
internal static class Powers
{
    private static readonly double[] Exponents = [-0.5, -1, -1.5, -2, -3, 0.5, 2, 3];

    private static readonly double[] Factors = [0.5, -0.5, -1, -1.5, 2, 3];

    /// <summary>The variants of one node.</summary>
    public static IEnumerable<Variant> Of(Expression node, EditScope scope) => Eps(node, scope).Concat(Exponent(node, scope)).Concat(Root(node, scope));

    private static IEnumerable<Variant> Eps(Expression node, EditScope scope)
    {
        var eps = scope.EpsAt(node.Span);
        // eps belongs under the root or the power; added to the variance itself it does the same, but that line is no less right for it.
        var omitted = scope.IsForward ? "eps_omitted" : "eps_omitted_in_backward";
        if (IsVariance(node, scope))
        {
            yield return new(omitted, 2, Build.Plus(node, eps));
        }

        if (node is BinaryExpression { Operator: BinaryOperator.Power } raised && IsVariance(raised.Left, scope))
        {
            yield return new(omitted, 1, raised with { Left = Build.Plus(raised.Left, eps) });
        }

        else if (!scope.IsForward && node is BinaryExpression { Operator: BinaryOperator.Power, Left: not NameExpression } inverse && IsRootOrInverse(inverse.Right)
            && !Walk.Expressions(inverse.Left).Any(IsEps))
        {
            yield return new(omitted, 2, inverse with { Left = Build.Plus(inverse.Left, eps) });
        }

        if (node is BinaryExpression { Operator: BinaryOperator.Add } sum && IsEps(sum.Right))
        {
            // sqrt(a) + eps is sqrt(a + eps); any other sum may have one eps too many.
            if (scope.Idioms.Root(sum.Left) is { } root)
            {
                yield return new("eps_outside_root", 1, scope.Idioms.Write(root with { Operand = Build.Plus(root.Operand, sum.Right) }));
            }
            else if (sum.Left is BinaryExpression { Operator: BinaryOperator.Power } power)
            {
                yield return new("eps_outside_root", 1, power with { Left = Build.Plus(power.Left, sum.Right) });
            }
            else if (sum.Left is BinaryExpression { Operator: BinaryOperator.Divide } quotient)
            {
                // x / s + eps: eps was meant for the divisor, and belongs under its root.
                yield return new("eps_outside_root", 2, quotient with { Right = Rooted(quotient.Right, sum.Right, scope) });
            }
            else
            {
                // The root was taken in a line before.
                yield return new("eps_outside_root", 2, scope.Idioms.RootOf(Build.Plus(Build.Power(sum.Left, 2), sum.Right)));
            }

            yield return new("eps_added_twice", 2, sum.Left);
        }

        if (node is BinaryExpression { Operator: BinaryOperator.Subtract } difference && IsEps(difference.Right))
        {
            yield return new("eps_subtracted", 1, difference with { Operator = BinaryOperator.Add });
        }

        if (node is FloatLiteral { Value: > 0 and < 0.01 })
        {
            yield return new("different_eps", 1, eps);
        }

        var (ofRoot, ofPower) = (scope.Idioms.Root(node), scope.Idioms.Power(node));
        if ((ofRoot?.Operand ?? ofPower?.Operand) is { } radicand && !(scope.Eps is { } name && Mentions(radicand, name)))
        {
            var within = Build.Plus(radicand, eps);
            var mended = ofRoot is not null ? scope.Idioms.Write(ofRoot with { Operand = within }) : scope.Idioms.Write(ofPower! with { Operand = within });
            yield return new(omitted, IsVariance(radicand, scope) ? 1 : 2, mended);
        }
    }

    /// <summary>The root with eps in it of what is a standard deviation.</summary>
    private static Expression Rooted(Expression deviation, Expression eps, EditScope scope) => scope.Idioms.Root(deviation) is { } root
        ? scope.Idioms.Write(root with { Operand = Build.Plus(root.Operand, eps) })
        : scope.Idioms.RootOf(Build.Plus(Build.Power(deviation, 2), eps));

    private static IEnumerable<Variant> Exponent(Expression node, EditScope scope)
    {
        if (node is BinaryExpression { Operator: BinaryOperator.Power } power && Build.NumberOf(power.Right) is { } exponent)
        {
            foreach (var other in Exponents.Where(other => other != exponent))
            {
                yield return new("wrong_power", 1, power with { Right = Build.Number(other, power.Right.Span) });
            }

            yield return new("wrong_power", 1, power.Left);
        }
        else if (scope.Idioms.Power(node) is { } call && Build.NumberOf(call.Exponent) is { } value)
        {
            foreach (var other in Exponents.Where(other => other != value))
            {
                yield return new("wrong_power", 1, scope.Idioms.Write(call with { Exponent = Build.Number(other, call.Exponent.Span) }));
            }
        }
        else if (node is NameExpression name && scope.Names.TryGetValue(name.Id, out var held) && !held.IsDiscrete
            && Roles.Of(name.Id) is not (Role.X or Role.Gamma or Role.Beta or Role.Eps))
        {
            foreach (var other in Factors)
            {
                yield return new("wrong_power", other is 2 or 3 ? 2 : 3, Build.Power(node, other));
            }
        }
    }

    private static IEnumerable<Variant> Root(Expression node, EditScope scope)
    {
        if (scope.Idioms.Root(node) is { } root)
        {
            yield return new("wrong_power", 1, root.Operand);
            yield return new("wrong_power", 2, Build.Power(node, 3));
            yield return new("wrong_power", 2, Build.Power(node, 2));
        }

        if (node is BinaryExpression { Operator: BinaryOperator.Divide } ratio && IsArray(ratio.Right, scope))
        {
            var isSize = ratio.Right is SubscriptExpression { Value: AttributeExpression { Name: "shape" } };
            yield return new(isSize ? "missing_root" : "divided_by_variance", IsNamed(ratio.Right, scope) ? 2 : 1, ratio with { Right = scope.Idioms.RootOf(ratio.Right) });
            yield return new("multiplied_instead_of_divided", 2, ratio with { Operator = BinaryOperator.Multiply });
        }
        else if (node is BinaryExpression { Operator: BinaryOperator.Divide, Right: NameExpression size } share && scope.IsCount(size.Id))
        {
            yield return new("missing_root", 2, share with { Right = scope.Idioms.RootOf(size) });
        }

        if (node is BinaryExpression { Operator: BinaryOperator.Multiply } product && IsArray(product.Right, scope))
        {
            yield return new("multiplied_instead_of_divided", 2, product with { Operator = BinaryOperator.Divide });
        }

        if (node is BinaryExpression { Operator: BinaryOperator.Add } sum && IsEps(sum.Right))
        {
            yield return new("divided_by_variance", 1, scope.Idioms.RootOf(node));
        }
    }

    /// <summary>Whether a divisor is a name that is no variance's: the line that made it is the more likely one.</summary>
    private static bool IsNamed(Expression node, EditScope scope) => node is NameExpression && !IsVariance(node, scope);

    private static bool IsRootOrInverse(Expression exponent) => Build.NumberOf(exponent) is { } number && (number < 0 || !double.IsInteger(number));

    private static bool IsArray(Expression node, EditScope scope) =>
        Walk.Expressions(node).OfType<NameExpression>().Any(name => scope.IsArray(name.Id));

    private static bool IsVariance(Expression node, EditScope scope) => node switch
    {
        NameExpression name => Roles.Of(name.Id) is Role.Var or Role.Std or Role.Istd || Roles.Plain(name.Id).Contains("var", StringComparison.Ordinal),
        SubscriptExpression { Index: StringLiteral key } => Roles.Of(key.Value) is Role.Var,
        _ => scope.Idioms.Reduction(node) is { } reduction && (reduction.Kind == ReductionKind.Variance || (!scope.IsForward && reduction.Kind == ReductionKind.Mean && IsSquare(reduction.Operand))),
    };

    private static bool IsSquare(Expression node) => node switch
    {
        BinaryExpression { Operator: BinaryOperator.Power } power => Build.NumberOf(power.Right) == 2,
        BinaryExpression { Operator: BinaryOperator.Multiply, Left: NameExpression left, Right: NameExpression right } => left.Id == right.Id,
        CallExpression { Function: AttributeExpression { Name: "square" } } => true,
        _ => false,
    };

    private static bool IsEps(Expression node) => node is NameExpression name && Roles.Of(name.Id) == Role.Eps || node is FloatLiteral { Value: > 0 and < 0.01 };

    private static bool Mentions(Expression node, string name) => Walk.Expressions(node).OfType<NameExpression>().Any(inner => inner.Id == name);
}
