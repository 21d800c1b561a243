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
        ? Exchanged(indexed, axes, scope).Concat(Strides(indexed, axes, scope)).Concat(Offsets(indexed, axes, scope)).Concat(Picked(indexed, axes, scope)).Concat(Beside(indexed, scope))
        : node is SubscriptExpression alone ? Beside(alone, scope) : [];

    /// <summary>What is said of <c>+=</c> under an index that comes more than once.</summary>
    public const string AddedOnce = "an index that comes more than once is added to only once by this; np.add.at adds each time";

    /// <summary><c>np.add.at(dW, index, value)</c>, where entries are picked by an array of indices.</summary>
    public static IEnumerable<Statement> AddedAt(SubscriptExpression target, Expression value, EditScope scope)
    {
        if (NamesIn([target.Index]).Any(name => scope.Names.TryGetValue(name.Id, out var held) && held is { IsDiscrete: true, Shape.Length: > 0 })
            && scope.Idioms.Call("add", value) is CallExpression { Function: AttributeExpression add })
        {
            var function = new AttributeExpression(add, "at", target.Span);
            yield return new ExpressionStatement(new CallExpression(function, [target.Value, target.Index, value], [], target.Span), target.Span.To(value.Span));
        }
    }

    /// <summary>The entry before or behind the one that is taken: <c>h[t]</c> for <c>h[t - 1]</c>.</summary>
    private static IEnumerable<Variant> Beside(SubscriptExpression indexed, EditScope scope)
    {
        var items = !scope.IsCustom ? [] : indexed.Index is TupleExpression tuple ? tuple.Elements : [indexed.Index];
        foreach (var index in items.OfType<NameExpression>().Where(name => scope.IsCount(name.Id)))
        {
            foreach (var sign in new[] { BinaryOperator.Subtract, BinaryOperator.Add })
            {
                var made = Build.Binary(sign, index, Build.Number(1, index.Span));
                yield return new("wrong_indices", 2, indexed with { Index = Walk.Replace(indexed.Index, index, made) });
            }
        }

        foreach (var index in items.OfType<BinaryExpression>().Where(part => part.Operator is BinaryOperator.Add or BinaryOperator.Subtract && Build.NumberOf(part.Right) == 1))
        {
            yield return new("wrong_indices", 2, indexed with { Index = Walk.Replace(indexed.Index, index, index.Left) });
        }
    }

    /// <summary>All rows at the columns of all labels, <c>a[:, y]</c>, where each row has its own: <c>a[np.arange(N), y]</c>.</summary>
    private static IEnumerable<Variant> Picked(SubscriptExpression indexed, TupleExpression axes, EditScope scope)
    {
        if (axes.Elements is [SliceExpression { Lower: null, Upper: null } all, NameExpression labels]
            && scope.Names.TryGetValue(labels.Id, out var held) && held is { IsDiscrete: true, Shape.Length: 1 })
        {
            var rows = scope.Idioms.Call("arange", Build.Size(labels.Id, 0, all.Span));
            yield return new("wrong_indices", 1, indexed with { Index = axes with { Elements = [rows, labels] } });
        }
    }

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
