using GradCheck.Programs.Names;
using GradCheck.Programs.Numbers;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Edits;

/// <summary>Edits of names: another array of the same shape, another count, another order.</summary>
internal static class Names
{
    private static readonly (string First, string Second)[] Twins =
    [
        ("H", "W"), ("h", "w"), ("height", "width"), ("Height", "Width"), ("row", "col"), ("N", "D"), ("i", "j"), ("top", "left"),
    ];

    private static readonly CompareOperator[] Comparisons =
        [CompareOperator.Greater, CompareOperator.Less, CompareOperator.GreaterOrEqual, CompareOperator.LessOrEqual, CompareOperator.Equal];

    /// <summary>The variants of one node.</summary>
    public static IEnumerable<Variant> Of(Expression node, EditScope scope) =>
        Compared(node, scope).Concat(Indices.Of(node, scope)).Concat(Operands(node, scope)).Concat(node is NameExpression name ? Others(name, scope) : []);

    /// <summary>The variants of a line that has one name more than once: another name in all of these places.</summary>
    public static IEnumerable<Variant> Everywhere(Expression whole, EditScope scope)
    {
        // A number written where a size is meant: np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1))).
        var numbers = Walk.Expressions(whole).OfType<IntegerLiteral>().Where(number => number.Value > 0);
        foreach (var value in numbers.GroupBy(number => number.Value).Where(uses => uses.Count() > 1).Select(uses => uses.Key))
        {
            foreach (var name in scope.Names.Keys.Where(scope.IsCount))
            {
                var made = Walk.Change(whole, node => node is IntegerLiteral number && number.Value == value ? Build.Name(name, number.Span) : null);
                yield return new("wrong_count", 2, made);
            }
        }

        foreach (var uses in Walk.Expressions(whole).OfType<NameExpression>().GroupBy(name => name.Id).Where(uses => uses.Count() > 1))
        {
            Variant In(string code, Func<NameExpression, Expression> made) =>
                new(code, 2, Walk.Change(whole, node => node is NameExpression name && name.Id == uses.Key ? made(name) : null));
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

    /// <summary>Whether two names are those of a pair that is easily mixed up: <c>H</c> and <c>W</c>, <c>pool_height</c> and <c>pool_width</c>.</summary>
    public static bool IsTwin(string name, string other) => Twins.Any(twins =>
        name.Replace(twins.First, twins.Second, StringComparison.Ordinal) == other || name.Replace(twins.Second, twins.First, StringComparison.Ordinal) == other);

    private static IEnumerable<Variant> Compared(Expression node, EditScope scope)
    {
        if (node is not CompareExpression { Operators: [var sign] } compare)
        {
            yield break;
        }

        foreach (var operand in compare.Operands.OfType<NameExpression>())
        {
            foreach (var other in Alternatives(operand, scope))
            {
                yield return new("wrong_mask", 1, Walk.Replace(compare, operand, Build.Name(other, operand.Span)));
            }
        }

        // A mask that is there already.
        var shapes = compare.Operands.OfType<NameExpression>().Where(operand => scope.Names.ContainsKey(operand.Id)).Select(operand => scope.Names[operand.Id].Shape).ToList();
        foreach (var (mask, _) in scope.Names.Where(item => item.Value is { IsDiscrete: true, Shape.Length: > 0 } value && Array.TrueForAll(value.Values, entry => entry is 0 or 1) && shapes.Exists(shape => Near.Fits(value.Shape, shape))))
        {
            yield return new("wrong_mask", 1, Build.Name(mask, compare.Span));
        }

        foreach (var other in Comparisons.Where(other => other != sign))
        {
            yield return new("wrong_comparison", 2, compare with { Operators = [other] });
        }
    }

    /// <summary>Another matrix as an operand of a product, where its shape may be another one too.</summary>
    private static IEnumerable<Variant> Operands(Expression node, EditScope scope)
    {
        IEnumerable<Expression> operands = scope.Idioms.Product(node) is { } product ? [product.Left, product.Right] : [];
        var matrices = operands.Select(operand => scope.Idioms.Layout(operand) is { IsTurned: true } turned ? turned.Operand : operand);
        foreach (var written in matrices.OfType<NameExpression>().Where(written => scope.Names.ContainsKey(written.Id)))
        {
            var shape = scope.Names[written.Id].Shape;
            bool MayStand(int[] other) => other.Length == shape.Length && !Near.Fits(other, shape);
            foreach (var other in scope.Arrays.Where(name => name != written.Id && MayStand(scope.Names[name].Shape)))
            {
                yield return new("wrong_name", 3, Walk.Replace(node, written, Build.Name(other, written.Span)));
            }
        }
    }

    /// <summary>Another name in the place of one, or the count that it should have been.</summary>
    private static IEnumerable<Variant> Others(NameExpression name, EditScope scope)
    {
        foreach (var other in Alternatives(name, scope))
        {
            yield return new(CodeOf(name.Id, other, scope), !scope.IsCount(name.Id) || IsTwin(name.Id, other) ? 1 : 2, Build.Name(other, name.Span))
            {
                Words = WordsOf(name.Id, other),
            };
        }

        foreach (var centered in Terms.Centered(name, scope))
        {
            yield return new("x_not_centered", 2, centered);
        }

        foreach (var variant in scope.IsCount(name.Id) ? Counts.Of(name, scope) : [])
        {
            yield return variant;
        }
    }

    /// <summary>A value and its own gradient are not just two arrays.</summary>
    private static string? WordsOf(string written, string right) =>
        ParameterNames.IsGradientOf(right, written) ? $"`{written}` is a value of the forward pass where its gradient `{right}` belongs"
        : ParameterNames.IsGradientOf(written, right) ? $"`{written}` is a gradient where the value of the forward pass, `{right}`, belongs"
        : null;

    /// <summary>The names that hold something of the kind and the shape of one, and other numbers.</summary>
    private static IEnumerable<string> Alternatives(NameExpression name, EditScope scope) => !scope.Names.TryGetValue(name.Id, out var held) ? [] : scope.Names
        .Where(item => item.Key != name.Id && item.Value.IsDiscrete == held.IsDiscrete)
        .Where(item => Near.Fits(item.Value.Shape, held.Shape) && !item.Value.Values.AsSpan().SequenceEqual(held.Values))
        .Select(item => item.Key);

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
