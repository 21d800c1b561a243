using GradCheck.Python.Source;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Edits;

/// <summary>Edits of counts and sizes: another one, a product or a part of them, the windows that go into a size.</summary>
internal static class Counts
{
    /// <summary>The variants of a name that holds a count.</summary>
    public static IEnumerable<Variant> Of(NameExpression name, EditScope scope)
    {
        foreach (var stride in scope.Strides.Where(stride => stride != name.Id))
        {
            yield return new("missing_stride", 2, Build.Times(name, Build.Name(stride, name.Span)));
        }

        var counts = scope.Counts.ToList();
        foreach (var (first, second) in counts.SelectMany((first, k) => counts.Skip(k + 1).Select(second => (first, second))))
        {
            // N where N * T is meant lost a factor; m where H * W is meant would be another count altogether.
            var isLarger = scope.IsForward || first == name.Id || second == name.Id;
            yield return new("wrong_count", isLarger ? 2 : 4, Product(name.Span, first, second));
        }

        foreach (var ratio in Ratios(scope, name.Span))
        {
            yield return new("wrong_count", scope.IsForward ? 3 : 4, ratio);
        }
    }

    /// <summary>The variants of a line that makes a count, such as <c>m = C // G</c>.</summary>
    public static IEnumerable<Variant> OfWhole(Expression whole, EditScope scope)
    {
        var at = whole.Span;
        var counts = scope.Counts.ToList();
        foreach (var ratio in Ratios(scope, at))
        {
            yield return new("wrong_count", 3, Build.Times(ratio, whole));
        }

        var isPlain = whole is NameExpression or BinaryExpression { Operator: BinaryOperator.Multiply or BinaryOperator.FloorDivide };
        foreach (var first in counts)
        {
            yield return new("wrong_count", isPlain ? 1 : 3, Build.Name(first, at));
            yield return new("wrong_count", 2, Build.Times(whole, Build.Name(first, at)));
            yield return new("wrong_count", 2, Build.Binary(BinaryOperator.FloorDivide, whole, Build.Name(first, at)));
            foreach (var size in Outputs(first, scope, at))
            {
                yield return new("wrong_count", 4, size);
            }

            foreach (var second in counts.SkipWhile(name => name != first).Skip(1))
            {
                yield return new("wrong_count", 2, Product(at, first, second));
                yield return new("wrong_count", 3, Build.Times(Build.Times(whole, Build.Name(first, at)), Build.Name(second, at)));
                foreach (var third in counts.SkipWhile(name => name != second).Skip(1))
                {
                    yield return new("wrong_count", 3, Product(at, first, second, third));
                }
            }
        }
    }

    private static Expression Product(Span at, params string[] names) => names.Select(name => Build.Name(name, at)).Aggregate(Build.Times);

    /// <summary>Whole parts of counts, such as <c>C // G</c>.</summary>
    private static IEnumerable<Expression> Ratios(EditScope scope, Span at)
    {
        double Of(string name) => scope.Names[name].Values[0];
        return scope.Counts.SelectMany(first => scope.Counts
            .Where(second => second != first && Of(first) > Of(second) && Of(first) % Of(second) == 0)
            .Select(second => Build.Binary(BinaryOperator.FloorDivide, Build.Name(first, at), Build.Name(second, at))));
    }

    /// <summary>How many windows go into a size: <c>1 + (H - ph) // stride</c>, with the padding where there is one.</summary>
    private static IEnumerable<Expression> Outputs(string size, EditScope scope, Span at)
    {
        var length = Build.Name(size, at);
        var padded = scope.Pads.FirstOrDefault() is { } pad ? Build.Plus(length, Build.Times(Build.Number(2, at), Build.Name(pad, at))) : length;
        return
            from stride in scope.Strides
            where stride != size
            from window in scope.Counts
            where window != size && window != stride
            let left = Build.Binary(BinaryOperator.Subtract, padded, Build.Name(window, at))
            select Build.Plus(Build.Number(1, at), Build.Binary(BinaryOperator.FloorDivide, left, Build.Name(stride, at)));
    }
}
