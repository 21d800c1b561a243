using GradCheck.Programs.Names;
using GradCheck.Programs.Numbers;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Syntax.Printing;

namespace GradCheck.Programs.Edits;

/// <summary>Edits of names: another array of the same shape, another count, another order.</summary>
internal static class Names
{
    /// <summary>Indices beyond this many in one bracket are not exchanged.</summary>
    private const int MostIndices = 6;

    private static readonly (string First, string Second)[] Twins = [("H", "W"), ("h", "w"), ("height", "width"), ("Height", "Width"), ("row", "col"), ("N", "D"), ("i", "j"), ("top", "left")];

    /// <summary>The variants of one node.</summary>
    public static IEnumerable<Variant> Of(Expression node, EditScope scope)
    {
        if (node is CompareExpression { Operators: [var sign] } compare)
        {
            foreach (var (operand, other) in compare.Operands.OfType<NameExpression>().SelectMany(operand => Alternatives(operand, scope).Select(other => (operand, other))))
            {
                yield return new("wrong_mask", 1, Walk.Replace(compare, operand, Build.Name(other, operand.Span)));
            }

            foreach (var other in new[] { CompareOperator.Greater, CompareOperator.Less, CompareOperator.GreaterOrEqual, CompareOperator.LessOrEqual, CompareOperator.Equal }.Where(other => other != sign))
            {
                yield return new("wrong_comparison", 2, compare with { Operators = [other] });
            }
        }

        if (node is SubscriptExpression { Index: TupleExpression axes } indexed)
        {
            foreach (var variant in Exchanged(indexed, axes, scope))
            {
                yield return variant;
            }
        }

        if (node is SubscriptExpression { Index: TupleExpression index } && index.Elements.Any(element => element is SliceExpression { Lower: not null }))
        {
            foreach (var variant in Strides(node, index, scope))
            {
                yield return variant;
            }
        }

        if (node is SubscriptExpression { Index: TupleExpression whole } cut)
        {
            foreach (var variant in Offsets(cut, whole, scope))
            {
                yield return variant;
            }
        }

        foreach (var variant in Operands(node, scope))
        {
            yield return variant;
        }

        if (node is not NameExpression name)
        {
            yield break;
        }

        foreach (var other in Alternatives(name, scope))
        {
            yield return new(CodeOf(name.Id, other, scope), !scope.IsCount(name.Id) || IsTwin(name.Id, other) ? 1 : 2, Build.Name(other, node.Span));
        }

        foreach (var centered in Terms.Centered(name, scope))
        {
            yield return new("x_not_centered", 2, centered);
        }

        if (scope.IsCount(name.Id))
        {
            foreach (var (first, second) in scope.Counts.SelectMany((first, k) => scope.Counts.Skip(k + 1).Select(second => (first, second))))
            {
                yield return new("wrong_count", 2, Build.Times(Build.Name(first, node.Span), Build.Name(second, node.Span)));
            }

            foreach (var ratio in Ratios(scope, node.Span))
            {
                yield return new("wrong_count", 3, ratio);
            }

            foreach (var stride in StridesIn(scope).Where(stride => stride != name.Id))
            {
                yield return new("missing_stride", 2, Build.Times(node, Build.Name(stride, node.Span)));
            }
        }
    }

    /// <summary>The variants of a line that has one name more than once: another name in all of these places.</summary>
    public static IEnumerable<Variant> Everywhere(Expression whole, EditScope scope)
    {
        // A number written where a size is meant: np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1))).
        foreach (var uses in Walk.Expressions(whole).OfType<IntegerLiteral>().Where(number => number.Value > 0).GroupBy(number => number.Value).Where(uses => uses.Count() > 1))
        {
            foreach (var name in scope.Names.Keys.Where(scope.IsCount))
            {
                yield return new("wrong_count", 2, Walk.Change(whole, node => node is IntegerLiteral number && number.Value == uses.Key ? Build.Name(name, number.Span) : null));
            }
        }

        foreach (var uses in Walk.Expressions(whole).OfType<NameExpression>().GroupBy(name => name.Id).Where(uses => uses.Count() > 1))
        {
            Variant In(string code, Func<NameExpression, Expression> made) => new(code, 2, Walk.Change(whole, node => node is NameExpression name && name.Id == uses.Key ? made(name) : null));
            foreach (var other in Alternatives(uses.First(), scope))
            {
                yield return In(CodeOf(uses.Key, other, scope), name => Build.Name(other, name.Span));
            }

            for (var k = 0; k < Terms.Centered(uses.First(), scope).Count(); k++)
            {
                var place = k;
                yield return In("x_not_centered", name => Terms.Centered(name, scope).ElementAt(place));
            }
        }
    }

    /// <summary>The variants of a line that makes a count, such as <c>m = C // G</c>.</summary>
    public static IEnumerable<Variant> OfCount(Expression whole, EditScope scope)
    {
        var counts = scope.Counts.ToList();
        foreach (var ratio in Ratios(scope, whole.Span))
        {
            yield return new("wrong_count", 3, Build.Times(ratio, whole));
        }

        foreach (var first in counts)
        {
            yield return new("wrong_count", whole is NameExpression or BinaryExpression { Operator: BinaryOperator.Multiply or BinaryOperator.FloorDivide } ? 1 : 3, Build.Name(first, whole.Span));
            yield return new("wrong_count", 2, Build.Times(whole, Build.Name(first, whole.Span)));
            yield return new("wrong_count", 2, Build.Binary(BinaryOperator.FloorDivide, whole, Build.Name(first, whole.Span)));
            foreach (var size in Outputs(first, scope, whole.Span))
            {
                yield return new("wrong_count", 4, size);
            }

            foreach (var second in counts.SkipWhile(name => name != first).Skip(1))
            {
                yield return new("wrong_count", 2, Build.Times(Build.Name(first, whole.Span), Build.Name(second, whole.Span)));
                yield return new("wrong_count", 3, Build.Times(Build.Times(whole, Build.Name(first, whole.Span)), Build.Name(second, whole.Span)));
                foreach (var third in counts.SkipWhile(name => name != second).Skip(1))
                {
                    yield return new("wrong_count", 3, Build.Times(Build.Times(Build.Name(first, whole.Span), Build.Name(second, whole.Span)), Build.Name(third, whole.Span)));
                }
            }
        }
    }

    /// <summary>Whole parts of counts, such as <c>C // G</c>.</summary>
    private static IEnumerable<Expression> Ratios(EditScope scope, Span at) => scope.Counts.SelectMany(first => scope.Counts
        .Where(second => second != first && scope.Names[first].Values[0] > scope.Names[second].Values[0] && scope.Names[first].Values[0] % scope.Names[second].Values[0] == 0)
        .Select(second => Build.Binary(BinaryOperator.FloorDivide, Build.Name(first, at), Build.Name(second, at))));

    /// <summary>How many windows go into a size: <c>1 + (H - ph) // stride</c>, with the padding where there is one.</summary>
    private static IEnumerable<Expression> Outputs(string size, EditScope scope, Span at)
    {
        var pad = scope.Names.Keys.FirstOrDefault(name => scope.IsCount(name) && Roles.Plain(name) is "p" or "pad" or "padding");
        Expression padded = pad is null ? Build.Name(size, at) : Build.Plus(Build.Name(size, at), Build.Times(Build.Number(2, at), Build.Name(pad, at)));
        return StridesIn(scope).Where(stride => stride != size).SelectMany(stride => scope.Counts.Where(window => window != size && window != stride)
            .Select(window => Build.Plus(Build.Number(1, at), Build.Binary(BinaryOperator.FloorDivide, Build.Binary(BinaryOperator.Subtract, padded, Build.Name(window, at)), Build.Name(stride, at)))));
    }

    private static IEnumerable<string> StridesIn(EditScope scope) =>
        scope.Names.Keys.Where(name => scope.IsCount(name) && (name is "s" or "S" || name.Contains("stride", StringComparison.OrdinalIgnoreCase)));

    /// <summary>The variants of a tuple in which two parts have changed places.</summary>
    public static IEnumerable<TupleExpression> Swapped(TupleExpression tuple)
    {
        for (var i = 0; i < tuple.Elements.Count; i++)
        {
            for (var j = i + 1; j < tuple.Elements.Count; j++)
            {
                var elements = tuple.Elements.ToArray();
                (elements[i], elements[j]) = (elements[j], elements[i]);
                yield return tuple with { Elements = elements };
            }
        }
    }

    /// <summary>An index in which two names of whole numbers have changed places, wherever they stand in it.</summary>
    private static IEnumerable<Variant> Exchanged(SubscriptExpression indexed, TupleExpression axes, EditScope scope)
    {
        var uses = axes.Elements.SelectMany(Walk.Expressions).OfType<NameExpression>().Where(name => scope.IsCount(name.Id)).ToList();
        var names = uses.Select(name => name.Id).Distinct().Take(MostIndices).ToList();
        foreach (var (first, second) in names.SelectMany((first, k) => names.Skip(k + 1).Select(second => (first, second))))
        {
            Expression made = axes;
            foreach (var use in uses.Where(use => use.Id == first || use.Id == second))
            {
                made = Walk.Replace(made, use, Build.Name(use.Id == first ? second : first, use.Span));
            }

            yield return new("swapped_indices", 2, indexed with { Index = made });
        }
    }

    /// <summary>Whether two names are those of a pair that is easily mixed up: <c>H</c> and <c>W</c>, <c>pool_height</c> and <c>pool_width</c>, <c>N</c> and <c>D</c>.</summary>
    public static bool IsTwin(string name, string other) => Twins.Any(twins =>
        string.Equals(name.Replace(twins.First, twins.Second, StringComparison.Ordinal), other, StringComparison.Ordinal)
        || string.Equals(name.Replace(twins.Second, twins.First, StringComparison.Ordinal), other, StringComparison.Ordinal));

    /// <summary>Windows that begin at i where they begin at i * stride.</summary>
    private static IEnumerable<Variant> Strides(Expression node, TupleExpression index, EditScope scope)
    {
        foreach (var stride in StridesIn(scope))
        {
            var made = node;
            foreach (var start in index.Elements.OfType<SliceExpression>().Select(slice => slice.Lower).OfType<NameExpression>())
            {
                foreach (var use in index.Elements.OfType<SliceExpression>().SelectMany(Walk.Expressions).OfType<NameExpression>().Where(use => use.Id == start.Id))
                {
                    made = Walk.Replace(made, use, Build.Times(Build.Name(use.Id, use.Span), Build.Name(stride, use.Span)));
                }
            }

            yield return new("missing_stride", 1, made);
            if (Spread(index, stride) is { } spread)
            {
                yield return new("missing_stride", 2, ((SubscriptExpression)node) with { Index = spread });
            }

            foreach (var use in index.Elements.OfType<SliceExpression>().SelectMany(Walk.Expressions).OfType<NameExpression>().Where(use => use.Id != stride && scope.IsCount(use.Id)))
            {
                yield return new("missing_stride", 2, Walk.Replace(node, use, Build.Times(Build.Name(use.Id, use.Span), Build.Name(stride, use.Span))));
            }
        }
    }

    /// <summary>Windows that begin at <c>i * ph</c> where they begin at <c>i * stride</c>, on every axis; null where none does.</summary>
    private static Expression? Spread(TupleExpression index, string stride)
    {
        var starts = index.Elements.OfType<SliceExpression>().Select(slice => slice.Lower).OfType<BinaryExpression>()
            .Where(start => start is { Operator: BinaryOperator.Multiply, Left: NameExpression, Right: NameExpression right } && right.Id != stride)
            .Select(start => Printer.Print(start)).ToHashSet();
        return starts.Count == 0 ? null : Walk.Change(index, part => part is BinaryExpression { Operator: BinaryOperator.Multiply } start && starts.Contains(Printer.Print(start))
            ? start with { Right = Build.Name(stride, start.Right.Span) }
            : null);
    }

    /// <summary>A cut from the beginning where the padding comes first: <c>dxp[:, :, :H, :W]</c>.</summary>
    private static IEnumerable<Variant> Offsets(SubscriptExpression cut, TupleExpression axes, EditScope scope)
    {
        if (!axes.Elements.Any(element => element is SliceExpression { Lower: null, Upper: NameExpression, Step: null }))
        {
            yield break;
        }

        foreach (var pad in scope.Names.Keys.Where(name => scope.IsCount(name) && Roles.Plain(name) is "p" or "pad" or "padding"))
        {
            var elements = axes.Elements.Select(element => element is SliceExpression { Lower: null, Upper: NameExpression upper, Step: null } slice
                ? slice with { Lower = Build.Name(pad, upper.Span), Upper = Build.Plus(Build.Name(pad, upper.Span), upper) }
                : element);
            yield return new("padding_not_cut", 1, cut with { Index = axes with { Elements = [.. elements] } });
        }
    }

    /// <summary>Another matrix as an operand of a product, where its shape may be another one too.</summary>
    private static IEnumerable<Variant> Operands(Expression node, EditScope scope)
    {
        IEnumerable<Expression> operands = scope.Idioms.Product(node) is { } product ? [product.Left, product.Right] : [];
        var matrices = operands.Select(operand => scope.Idioms.Layout(operand) is { IsTurned: true } turned ? turned.Operand : operand);
        foreach (var written in matrices.OfType<NameExpression>())
        {
            foreach (var other in scope.Arrays.Where(name => name != written.Id && scope.Names.TryGetValue(written.Id, out var held) && scope.Names[name].Shape.Length == held.Shape.Length && !Near.Fits(scope.Names[name].Shape, held.Shape)))
            {
                yield return new("wrong_name", 3, Walk.Replace(node, written, Build.Name(other, written.Span)));
            }
        }
    }

    private static IEnumerable<string> Alternatives(NameExpression name, EditScope scope)
    {
        if (!scope.Names.TryGetValue(name.Id, out var held))
        {
            return [];
        }

        return scope.Names
            .Where(item => item.Key != name.Id && item.Value.IsDiscrete == held.IsDiscrete && Near.Fits(item.Value.Shape, held.Shape) && !item.Value.Values.AsSpan().SequenceEqual(held.Values))
            .Select(item => item.Key);
    }

    private static string CodeOf(string written, string right, EditScope scope) => (Roles.Of(written), Roles.Of(right)) switch
    {
        _ when scope.IsCount(written) => "wrong_count",
        (Role.X, Role.Xhat) => "uses_x_instead_of_xhat",
        (Role.Xmu, Role.Xhat) => "uses_centered_x_instead_of_xhat",
        (Role.Out, Role.Xhat) => "uses_out_instead_of_xhat",
        (Role.Var, Role.Std) => "divided_by_variance",
        _ => "wrong_name",
    };
}
