using GradCheck.Programs.Dialects;
using GradCheck.Programs.Names;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Edits;

/// <summary>Edits of factors, terms, signs and counts.</summary>
internal static class Factors
{
    /// <summary>So many products of two counts are tried.</summary>
    private const int MostWindows = 40;

    /// <summary>The variants of one node inside of an expression.</summary>
    public static IEnumerable<Variant> Of(Expression node, EditScope scope)
    {
        switch (node)
        {
            case BinaryExpression { Operator: BinaryOperator.Add or BinaryOperator.Subtract } sum:
                var other = sum.Operator == BinaryOperator.Add ? BinaryOperator.Subtract : BinaryOperator.Add;
                yield return new("sign_flipped", 1, sum with { Operator = other });
                if (sum.Operator == BinaryOperator.Subtract && Build.NumberOf(sum.Right) == 1)
                {
                    yield return new("unbiased_variance", 1, sum.Left);
                }

                yield return new("extra_term", 3, sum.Left);
                yield return new("extra_term", 3, sum.Operator == BinaryOperator.Add ? sum.Right : Build.Negative(sum.Right));
                break;

            case BinaryExpression { Operator: BinaryOperator.Multiply } product:
                yield return new(Extra(product.Left, scope), 2, product.Right);
                yield return new(Extra(product.Right, scope), 2, product.Left);
                break;

            case BinaryExpression { Operator: BinaryOperator.Divide } ratio:
                yield return new(LineCounts.Is(ratio.Right, scope) ? "divided_by_m" : "extra_factor", 2, ratio.Left);
                if (LineCounts.Is(ratio.Right, scope))
                {
                    // Where the unbiased variance is declared.
                    var less = Build.Binary(BinaryOperator.Subtract, ratio.Right, Build.Number(1, ratio.Span));
                    yield return new("biased_variance", 3, ratio with { Right = less });
                }

                break;

            case NameExpression name when scope.IsArray(name.Id)
                && Roles.Of(name.Id) is not (Role.Gamma or Role.Beta or Role.Std or Role.Istd or Role.Var or Role.Mean):
                // Inside of a call, where a factor around the whole would meet another shape: (dout).reshape(...).
                foreach (var gamma in scope.Arrays.Where(array => Roles.Of(array) == Role.Gamma))
                {
                    yield return new("missing_gamma", 3, Build.Times(node, Build.Name(gamma, node.Span)));
                }

                break;

            case UnaryExpression { Operator: UnaryOperator.Negative } unary:
                yield return new("sign_flipped", 1, unary.Operand);
                break;
        }

        if (Build.NumberOf(node) is { } number && number != 0 && node is not UnaryExpression)
        {
            foreach (var count in scope.Counts)
            {
                yield return new("not_divided_by_m", scope.IsForward ? 2 : 1, Build.Name(count, node.Span));
            }

            yield return new("sign_flipped", 1, Build.Number(-number, node.Span));
            yield return new(number is 1 or 0.5 ? "missing_factor_two" : "extra_factor_two", 2, Build.Number(number * 2, node.Span));
            yield return new(number is 2 ? "extra_factor_two" : "missing_factor_two", 2, Build.Number(number / 2, node.Span));
        }
    }

    /// <summary>The variants of a whole value, or of one of its terms.</summary>
    public static IEnumerable<Variant> Around(Expression whole, EditScope scope)
    {
        foreach (var bias in scope.IsForward ? scope.Arrays.Where(name => Roles.Of(name) == Role.Beta || Roles.Plain(name) == "b") : [])
        {
            yield return new(Roles.Plain(bias) == "beta" ? "missing_beta" : "missing_bias", 2, Build.Plus(whole, Build.Name(bias, whole.Span)));
        }

        foreach (var variant in Terms.Around(whole, scope))
        {
            yield return variant;
        }

        yield return new("sign_flipped", 1, Build.Negative(whole));
        foreach (var variant in Scaled(whole, scope).Concat(Multiplied(whole, scope)))
        {
            yield return variant;
        }

        var terms = TermsOf(whole).Where(term => !ReferenceEquals(term, whole)).ToList();
        foreach (var term in terms)
        {
            // Any array may be the factor that a term lost; in a forward pass gamma alone is looked for.
            foreach (var scaled in Scaled(term, scope).Concat(Multiplied(term, scope).Where(variant => variant.Code == "missing_gamma" || scope.IsWide)))
            {
                // gamma belongs where beta is added.
                var isBesideBeta = scaled.Code == "missing_gamma" && scope.IsForward
                    && terms.Exists(other => other is NameExpression name && Roles.Of(name.Id) == Role.Beta);
                yield return scaled with { Cost = isBesideBeta ? 1 : scaled.Cost + 1, Made = Walk.Replace(whole, term, scaled.Made) };
            }
        }

        // The same division forgotten in two terms: (dout - dbeta - xhat * dgamma), which lacks both 1/m.
        for (var i = 0; i < terms.Count; i++)
        {
            for (var j = i + 1; j < terms.Count; j++)
            {
                foreach (var count in LineCounts.Of(scope, whole))
                {
                    var first = Walk.Replace(whole, terms[i], Build.Over(terms[i], count));
                    yield return new("not_divided_by_m", 4, Walk.Replace(first, terms[j], Build.Over(terms[j], count)));
                }
            }
        }
    }

    /// <summary>The terms of every sum in an expression.</summary>
    private static IEnumerable<Expression> TermsOf(Expression whole) => Walk.Expressions(whole)
        .OfType<BinaryExpression>()
        .Where(node => node.Operator is BinaryOperator.Add or BinaryOperator.Subtract)
        .SelectMany(node => new[] { node.Left, node.Right })
        .Where(term => term is not BinaryExpression { Operator: BinaryOperator.Add or BinaryOperator.Subtract } && Build.NumberOf(term) is null);

    private static IEnumerable<Variant> Scaled(Expression term, EditScope scope)
    {
        yield return new("missing_factor_two", 2, Before(Build.Number(2, term.Span), term));
        yield return new("extra_factor_two", 2, Before(Build.Number(0.5, term.Span), term));
        // A mean that lacks its division is a sum.
        var ofSum = scope.IsForward && !Walk.Expressions(term).Any(node => scope.Idioms.Reduction(node) is { Kind: ReductionKind.Sum }) ? 1 : 0;
        foreach (var count in LineCounts.Of(scope, term))
        {
            yield return new("not_divided_by_m", 2 + ofSum, Build.Over(term, count));
            yield return new("divided_by_m", 3, Behind(term, count));
        }

        // An average over a window of k times k.
        foreach (var window in !scope.IsWide ? [] : scope.Counts.SelectMany((first, k) => scope.Counts.Skip(k).Select(second => (first, second))).Take(MostWindows))
        {
            yield return new("not_divided_by_m", 4, Build.Over(term, Build.Times(Build.Name(window.first, term.Span), Build.Name(window.second, term.Span))));
        }

        foreach (var variant in Bessel.OfTerm(term, scope))
        {
            yield return variant;
        }
    }

    /// <summary>A whole value times an array at hand: the factor that was lost.</summary>
    private static IEnumerable<Variant> Multiplied(Expression whole, EditScope scope)
    {
        foreach (var name in scope.Numbers)
        {
            yield return new("missing_factor", 4, Build.Over(whole, Build.Name(name, whole.Span)));
            yield return new("missing_factor", 4, Build.Times(whole, Build.Name(name, whole.Span)));

            // What dropout keeps is scaled up by 1 / (1 - p), on both ways.
            if (!scope.IsForward && scope.Names[name].Values[0] is > 0 and < 1)
            {
                yield return new("missing_factor", 1, Build.Over(whole, Build.Binary(BinaryOperator.Subtract, Build.Number(1, whole.Span), Build.Name(name, whole.Span))));
            }
        }

        foreach (var name in scope.Arrays)
        {
            var role = Roles.Of(name);
            var factor = Build.Name(name, whole.Span);
            yield return new(Terms.CodeOf(name), role == Role.Gamma ? 2 : 4, Build.Times(whole, factor));
            if (role is Role.Std or Role.Gamma)
            {
                yield return new(role == Role.Gamma ? "gamma_applied_twice" : "missing_inverse_std", 4, Build.Over(whole, factor));
            }
        }
    }

    /// <summary>A number in front of a product, without parentheses around it.</summary>
    private static Expression Before(Expression number, Expression term) => term is BinaryExpression { Operator: BinaryOperator.Multiply or BinaryOperator.Divide } product
        ? product with { Left = Before(number, product.Left) }
        : Build.Times(number, term);

    /// <summary>A factor behind a term, a product as factor after factor.</summary>
    private static Expression Behind(Expression term, Expression factor) => factor is BinaryExpression { Operator: BinaryOperator.Multiply } product
        ? Build.Times(Behind(term, product.Left), product.Right)
        : Build.Times(term, factor);

    private static string Extra(Expression factor, EditScope scope) =>
        Build.NumberOf(factor) is -1 ? "sign_flipped"
        : Build.NumberOf(factor) is 2 or 0.5 ? "extra_factor_two"
        : factor is NameExpression name && Roles.Of(name.Id) == Role.Gamma ? "gamma_applied_twice"
        : LineCounts.Is(factor, scope) ? "divided_by_m" : "extra_factor";
}
