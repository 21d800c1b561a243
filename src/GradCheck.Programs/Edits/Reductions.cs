using GradCheck.Programs.Dialects;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Edits;

/// <summary>Edits of sums, means and variances: their axis, their kind, and where one is missing.</summary>
internal static class Reductions
{
    private static readonly int[][] Axes = [[0], [1], [-1], [0, 2, 3], [2, 3], [1, 2, 3], [2, 3, 4], [2], [3], [0, 1], [0, 2], [1, 2], [0, 1, 2]];

    private static readonly Dictionary<ReductionKind, (ReductionKind Other, string Code)> Kinds = new()
    {
        [ReductionKind.Mean] = (ReductionKind.Sum, "mean_instead_of_sum"),
        [ReductionKind.Sum] = (ReductionKind.Mean, "sum_instead_of_mean"),
        [ReductionKind.Deviation] = (ReductionKind.Variance, "std_instead_of_variance"),
        [ReductionKind.Variance] = (ReductionKind.Deviation, "variance_instead_of_std"),
    };

    /// <summary>The variants of one node.</summary>
    public static IEnumerable<Variant> Of(Expression node, EditScope scope)
    {
        var idioms = scope.Idioms;
        if (idioms.Reduction(node) is not { } reduction)
        {
            yield break;
        }

        foreach (var variant in AxisOf(reduction, scope))
        {
            yield return variant;
        }

        if (reduction.Kind == ReductionKind.Deviation && scope.IsForward)
        {
            // A standard deviation has no room for eps: the root is taken of the variance.
            var variance = idioms.Write(reduction with { Kind = ReductionKind.Variance });
            yield return new("eps_omitted", 1, idioms.RootOf(Build.Plus(variance, scope.EpsAt(node.Span))));
        }

        if (reduction is { IsMethod: false, Written: { Arguments: [var left, var right and not TupleExpression, ..] } call } && Build.NumberOf(right) is null)
        {
            // np.sum(a, b): a reduction takes one array.
            yield return new("wrong_arguments", 1, call with { Arguments = [Build.Times(left, right), .. call.Arguments.Skip(2)] });
        }

        if (Kinds.TryGetValue(reduction.Kind, out var kind))
        {
            yield return new(kind.Code, 1, idioms.Write(reduction with { Kind = kind.Other }));
        }

        var isSpread = reduction.Kind is ReductionKind.Variance or ReductionKind.Deviation;
        if (reduction.Ddof is not null)
        {
            yield return new("unbiased_variance", 1, idioms.Write(reduction with { Ddof = null }));
        }
        else if (isSpread)
        {
            yield return new("biased_variance", 2, idioms.Write(reduction with { Ddof = Build.Number(1, node.Span) }));
        }

        yield return new("summed_too_early", 3, reduction.Operand);

        // np.std where np.sqrt is meant, and a reduction of a reduction.
        if (!reduction.IsMethod && isSpread)
        {
            yield return new("std_instead_of_root", 1, idioms.RootOf(reduction.Operand));
        }

        if (idioms.Reduction(reduction.Operand) is { } nested)
        {
            foreach (var variant in AxisOf(reduction with { Operand = nested.Operand }, scope))
            {
                yield return new("summed_over_everything", variant.Cost + 1, variant.Made);
            }
        }
    }

    /// <summary>A sum around a whole expression that lacks one.</summary>
    public static IEnumerable<Variant> Around(Expression whole, EditScope scope)
    {
        foreach (var axes in AxesIn(scope))
        {
            var sum = new ReductionCall(ReductionKind.Sum, whole) { Axis = Build.Axis(axes, whole.Span) };
            yield return new("not_reduced", 2, scope.Idioms.Write(sum));
            yield return new("not_reduced", 3, scope.Idioms.Write(sum with { Keeps = new BooleanLiteral(true, whole.Span) }));
        }
    }

    /// <summary>The axes that an array of the line may have.</summary>
    private static IEnumerable<int[]> AxesIn(EditScope scope, Expression? written = null)
    {
        // Who writes (0, 2) has three axes at least, and may mean one more.
        var told = written is null ? 0 : Walk.Expressions(written).Select(part => Build.NumberOf(part) is { } axis ? (int)axis + 2 : 0).Max();
        return Axes.Where(axes => axes[^1] < Math.Max(scope.Rank, told));
    }

    private static IEnumerable<Variant> AxisOf(ReductionCall reduction, EditScope scope)
    {
        var idioms = scope.Idioms;
        var kept = reduction with { Keeps = new BooleanLiteral(true, reduction.Operand.Span) };
        var code = reduction.Axis is null ? "summed_over_everything" : "sums_over_wrong_axis";
        foreach (var axes in AxesIn(scope, reduction.Axis))
        {
            var right = Build.Axis(axes, reduction.Operand.Span);
            yield return new(code, 1, idioms.Write(reduction with { Axis = right }));
            if (reduction.Keeps is null)
            {
                yield return new(code, 2, idioms.Write(kept with { Axis = right }));
            }
        }

        if (reduction.Axis is not null)
        {
            yield return new("sums_over_wrong_axis", 2, idioms.Write(reduction with { Axis = null }));
        }

        if (reduction.Keeps is BooleanLiteral { Value: false })
        {
            yield return new("missing_keepdims", 1, idioms.Write(kept));
        }

        yield return reduction.Keeps is null
            ? new("missing_keepdims", 1, idioms.Write(kept))
            : new("wrong_shape", 2, idioms.Write(reduction with { Keeps = null }));
    }
}
