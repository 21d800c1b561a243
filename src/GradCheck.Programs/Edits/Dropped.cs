using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Edits;

/// <summary>Edits that put back an operand that a formula lost: <c>W + 2 * pad</c>, <c>/ stride</c>, <c>x - correct</c>.</summary>
internal static class Dropped
{
    /// <summary>The variants of one node.</summary>
    public static IEnumerable<Variant> Of(Expression node, EditScope scope) =>
        node is NameExpression name && scope.IsCount(name.Id) ? OfCount(name, scope)
        : node is BinaryExpression { Operator: BinaryOperator.Subtract or BinaryOperator.Add } difference ? OfWindows(difference, scope)
        : node is NameExpression array && scope.IsArray(array.Id) ? OfArray(array, scope)
        : [];

    private static IEnumerable<Variant> OfCount(NameExpression name, EditScope scope)
    {
        foreach (var pad in scope.Pads.Where(other => other != name.Id))
        {
            yield return new("dropped_operand", 2, Build.Plus(name, Build.Times(Build.Number(2, name.Span), Build.Name(pad, name.Span))));
        }

        foreach (var other in scope.MakesCount ? scope.Counts.Where(other => other != name.Id) : [])
        {
            yield return new("dropped_operand", 3, Build.Binary(BinaryOperator.Subtract, name, Build.Name(other, name.Span)));
        }
    }

    /// <summary>A difference of sizes that is not divided by the stride, and one that counts the steps, not the windows.</summary>
    private static IEnumerable<Variant> OfWindows(BinaryExpression difference, EditScope scope)
    {
        if (!scope.MakesCount)
        {
            yield break;
        }

        yield return new("dropped_operand", 2, Build.Plus(difference, Build.Number(1, difference.Span)));
        foreach (var stride in scope.Strides)
        {
            var by = Build.Name(stride, difference.Span);
            yield return new("dropped_operand", 2, Build.Binary(BinaryOperator.FloorDivide, difference, by));

            // 1 + H - ph is (1 + H) - ph.
            if (difference is { Operator: BinaryOperator.Subtract, Left: BinaryExpression { Operator: BinaryOperator.Add } sum })
            {
                var windows = Build.Binary(BinaryOperator.FloorDivide, difference with { Left = sum.Right }, by);
                yield return new("dropped_operand", 2, sum with { Right = windows });
            }
            else if (difference is { Operator: BinaryOperator.Add, Left: BinaryExpression { Operator: BinaryOperator.Subtract } less })
            {
                yield return new("dropped_operand", 2, difference with { Left = Build.Binary(BinaryOperator.FloorDivide, less, by) });
            }
        }
    }

    private static IEnumerable<Variant> OfArray(NameExpression array, EditScope scope)
    {
        var held = scope.Names[array.Id];
        foreach (var other in scope.Arrays.Where(other => other != array.Id && Fits(scope.Names[other].Shape, held.Shape)))
        {
            var operand = Build.Name(other, array.Span);
            yield return new("dropped_operand", 4, Build.Binary(BinaryOperator.Subtract, array, operand));
            yield return new("missing_factor", 4, Build.Times(array, operand));
            if (scope.IsWide)
            {
                yield return new("missing_factor", 4, Build.Over(array, operand));
            }
        }
    }

    /// <summary>Whether an array may be the operand of another without making it larger.</summary>
    private static bool Fits(int[] shape, int[] whole) =>
        shape.Length <= whole.Length && !Enumerable.Range(1, shape.Length).Any(k => shape[^k] != 1 && shape[^k] != whole[^k]);
}
