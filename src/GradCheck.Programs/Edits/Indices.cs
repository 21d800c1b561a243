using GradCheck.Python.Syntax;
using GradCheck.Python.Syntax.Printing;

namespace GradCheck.Programs.Edits;

/// <summary>Edits of what stands in brackets: indices that changed places, windows without their stride, a cut without the padding.</summary>
internal static class Indices
{
    /// <summary>Names beyond this many in one bracket are not exchanged.</summary>
    private const int Most = 6;

    /// <summary>The variants of one node.</summary>
    public static IEnumerable<Variant> Of(Expression node, EditScope scope) => node is SubscriptExpression { Index: TupleExpression axes } indexed
        ? Exchanged(indexed, axes, scope).Concat(Strides(indexed, axes, scope)).Concat(Offsets(indexed, axes, scope))
        : [];

    /// <summary>An index in which two names of whole numbers have changed places, wherever they stand in it.</summary>
    private static IEnumerable<Variant> Exchanged(SubscriptExpression indexed, TupleExpression axes, EditScope scope)
    {
        var names = NamesIn(axes.Elements).Where(name => scope.IsCount(name.Id)).Select(name => name.Id).Distinct().Take(Most).ToList();
        foreach (var (first, second) in names.SelectMany((first, k) => names.Skip(k + 1).Select(second => (first, second))))
        {
            var made = Walk.Change(axes, node => node is NameExpression { Id: var id } use && (id == first || id == second)
                ? Build.Name(id == first ? second : first, use.Span)
                : null);
            yield return new("swapped_indices", 2, indexed with { Index = made });
        }
    }

    /// <summary>Windows that begin at i where they begin at i * stride.</summary>
    private static IEnumerable<Variant> Strides(SubscriptExpression node, TupleExpression axes, EditScope scope)
    {
        var slices = axes.Elements.OfType<SliceExpression>().ToList();
        if (!slices.Exists(slice => slice.Lower is not null))
        {
            yield break;
        }

        var starts = slices.Select(slice => slice.Lower).OfType<NameExpression>().Select(start => start.Id).ToHashSet();
        foreach (var stride in scope.Strides)
        {
            Expression Strided(NameExpression use) => Build.Times(use, Build.Name(stride, use.Span));
            var made = NamesIn(slices).Where(use => starts.Contains(use.Id)).Aggregate((Expression)node, (made, use) => Walk.Replace(made, use, Strided(use)));
            yield return new("missing_stride", 1, made);
            if (Spread(axes, stride) is { } spread)
            {
                yield return new("missing_stride", 2, node with { Index = spread });
            }

            foreach (var use in NamesIn(slices).Where(use => use.Id != stride && scope.IsCount(use.Id)))
            {
                yield return new("missing_stride", 2, Walk.Replace(node, use, Strided(use)));
            }
        }
    }

    /// <summary>Windows that begin at <c>i * ph</c> where they begin at <c>i * stride</c>, on every axis; null where none does.</summary>
    private static Expression? Spread(TupleExpression axes, string stride)
    {
        var starts = axes.Elements.OfType<SliceExpression>().Select(slice => slice.Lower).OfType<BinaryExpression>()
            .Where(start => start is { Operator: BinaryOperator.Multiply, Left: NameExpression, Right: NameExpression right } && right.Id != stride)
            .Select(start => Printer.Print(start)).ToHashSet();
        return starts.Count == 0 ? null : Walk.Change(
            axes,
            part => part is BinaryExpression { Operator: BinaryOperator.Multiply } start && starts.Contains(Printer.Print(start))
                ? start with { Right = Build.Name(stride, start.Right.Span) }
                : null);
    }

    /// <summary>A cut from the beginning where the padding comes first: <c>dxp[:, :, :H, :W]</c>.</summary>
    private static IEnumerable<Variant> Offsets(SubscriptExpression cut, TupleExpression axes, EditScope scope)
    {
        static NameExpression? End(Expression element) => element is SliceExpression { Lower: null, Upper: NameExpression end, Step: null } ? end : null;
        if (!axes.Elements.Any(element => End(element) is not null))
        {
            yield break;
        }

        foreach (var pad in scope.Pads)
        {
            var elements = axes.Elements.Select(element => End(element) is { } end
                ? ((SliceExpression)element) with { Lower = Build.Name(pad, end.Span), Upper = Build.Plus(Build.Name(pad, end.Span), end) }
                : element);
            yield return new("padding_not_cut", 1, cut with { Index = axes with { Elements = [.. elements] } });
        }
    }

    private static IEnumerable<NameExpression> NamesIn(IEnumerable<Expression> parts) => parts.SelectMany(Walk.Expressions).OfType<NameExpression>();
}
