using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Edits;

/// <summary>Edits of sums, means and variances: their axis, their kind, and where one is missing.</summary>
internal static class Reductions
{
    private static readonly int[][] Axes = [[0], [1], [-1], [0, 2, 3], [2, 3], [1, 2, 3], [2, 3, 4], [2], [3], [0, 1]];

    private static readonly Dictionary<string, (string Other, string Code)> Kinds = new()
    {
        ["mean"] = ("sum", "mean_instead_of_sum"),
        ["average"] = ("sum", "mean_instead_of_sum"),
        ["sum"] = ("mean", "sum_instead_of_mean"),
        ["std"] = ("var", "std_instead_of_variance"),
        ["var"] = ("std", "variance_instead_of_std"),
    };

    private static readonly string[] Known = ["sum", "mean", "var", "std", "average", "max", "min", "amax", "amin", "prod"];

    /// <summary>The variants of one node.</summary>
    public static IEnumerable<Variant> Of(Expression node, EditScope scope)
    {
        if (node is not CallExpression { Function: AttributeExpression function } call || !Known.Contains(function.Name))
        {
            yield break;
        }

        var isFunction = function.Value is NameExpression name && name.Id == scope.NumPy;
        var operand = isFunction ? call.Arguments.Count > 0 ? call.Arguments[0] : null : function.Value;
        if (operand is null)
        {
            yield break;
        }

        foreach (var variant in AxisOf(call, isFunction ? 1 : 0))
        {
            yield return variant;
        }

        if (function.Name == "std" && scope.IsForward)
        {
            // np.std has no room for eps: the root is taken of the variance.
            var variance = call with { Function = function with { Name = "var" } };
            yield return new("eps_omitted", 1, Build.NumPy(scope.NumPy, "sqrt", Build.Plus(variance, scope.EpsAt(call.Span))));
        }

        if (isFunction && call.Arguments is [var left, var right, ..] && Build.NumberOf(right) is null && right is not TupleExpression)
        {
            // np.sum(a, b): a reduction takes one array.
            yield return new("wrong_arguments", 1, call with { Arguments = [Build.Times(left, right), .. call.Arguments.Skip(2)] });
        }

        if (Kinds.TryGetValue(function.Name, out var kind))
        {
            yield return new(kind.Code, 1, call with { Function = function with { Name = kind.Other } });
        }

        var ddof = call.Keywords.FirstOrDefault(keyword => keyword.Name == "ddof");
        if (ddof is not null)
        {
            yield return new("unbiased_variance", 1, call with { Keywords = [.. call.Keywords.Where(keyword => keyword != ddof)] });
        }
        else if (function.Name is "var" or "std")
        {
            yield return new("biased_variance", 2, call with { Keywords = [.. call.Keywords, Build.Keyword("ddof", Build.Number(1, call.Span))] });
        }

        yield return new("summed_too_early", 3, operand);

        // np.std where np.sqrt is meant, and a reduction of a reduction.
        if (isFunction && function.Name is "std" or "var")
        {
            yield return new("std_instead_of_root", 1, Build.NumPy(scope.NumPy, "sqrt", operand));
        }

        if (operand is CallExpression { Function: AttributeExpression inner } nested && Known.Contains(inner.Name))
        {
            var isInnerFunction = inner.Value is NameExpression module && module.Id == scope.NumPy;
            if ((isInnerFunction ? nested.Arguments is [var first, ..] ? first : null : inner.Value) is { } value)
            {
                var direct = isFunction ? call with { Arguments = [value, .. call.Arguments.Skip(1)] } : call with { Function = function with { Value = value } };
                foreach (var variant in AxisOf(direct, isFunction ? 1 : 0))
                {
                    yield return new("summed_over_everything", variant.Cost + 1, variant.Made);
                }
            }
        }
    }

    /// <summary>A sum around a whole expression that lacks one.</summary>
    public static IEnumerable<Variant> Around(Expression whole, EditScope scope)
    {
        foreach (var axes in Axes)
        {
            var axis = Build.Keyword("axis", Build.Axis(axes, whole.Span));
            yield return new("not_reduced", 2, Build.NumPy(scope.NumPy, "sum", whole, axis));
            yield return new("not_reduced", 3, Build.NumPy(scope.NumPy, "sum", whole, axis, Build.Keyword("keepdims", new BooleanLiteral(true, whole.Span))));
        }
    }

    private static IEnumerable<Variant> AxisOf(CallExpression call, int position)
    {
        var keyword = call.Keywords.FirstOrDefault(item => item.Name == "axis");
        var positional = keyword is null && call.Arguments.Count > position ? call.Arguments[position] : null;
        var keeps = call.Keywords.FirstOrDefault(item => item.Name == "keepdims");
        var code = keyword is null && positional is null ? "summed_over_everything" : "sums_over_wrong_axis";
        var others = call.Keywords.Where(item => item != keyword).ToList();
        var arguments = positional is null ? call.Arguments : [.. call.Arguments.Where(argument => argument != positional)];
        foreach (var axes in Axes)
        {
            var right = Build.Keyword("axis", Build.Axis(axes, call.Span));
            yield return new(code, 1, call with { Arguments = arguments, Keywords = [right, .. others] });
            if (keeps is null)
            {
                yield return new(code, 2, call with { Arguments = arguments, Keywords = [right, .. others, Build.Keyword("keepdims", new BooleanLiteral(true, call.Span))] });
            }
        }

        if (keyword is not null || positional is not null)
        {
            yield return new("sums_over_wrong_axis", 2, call with { Arguments = arguments, Keywords = others });
        }

        if (keeps is { Value: BooleanLiteral { Value: false } })
        {
            yield return new("missing_keepdims", 1, call with { Keywords = [.. call.Keywords.Select(item => item == keeps ? Build.Keyword("keepdims", new BooleanLiteral(true, call.Span)) : item)] });
        }

        yield return keeps is null
            ? new("missing_keepdims", 1, call with { Keywords = [.. call.Keywords, Build.Keyword("keepdims", new BooleanLiteral(true, call.Span))] })
            : new("wrong_shape", 2, call with { Keywords = [.. call.Keywords.Where(item => item != keeps)] });
    }
}
