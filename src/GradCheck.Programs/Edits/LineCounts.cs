using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Edits;

/// <summary>The counts that stand in a line, or that it could divide by.</summary>
internal static class LineCounts
{
    /// <summary>The counts that a line may mean: names of whole numbers, their products, and the sizes of the arrays it names.</summary>
    public static IEnumerable<Expression> Of(EditScope scope, Expression at)
    {
        var names = scope.Counts.ToList();
        foreach (var name in names)
        {
            yield return Build.Name(name, at.Span);
        }

        var (h, w) = (names.FirstOrDefault(name => name is "H" or "h"), names.FirstOrDefault(name => name is "W" or "w"));
        if (h is not null && w is not null)
        {
            var area = Build.Times(Build.Name(h, at.Span), Build.Name(w, at.Span));
            yield return area;
            if (names.FirstOrDefault(name => name is "N" or "n") is { } n)
            {
                yield return Build.Times(Build.Name(n, at.Span), area);
            }
        }

        // Sizes that the line itself takes.
        foreach (var size in scope is { IsWide: true, MakesCount: false } ? Walk.Expressions(at).OfType<SubscriptExpression>().Where(part => part.Value is AttributeExpression { Name: "shape" }) : [])
        {
            yield return size;
        }

        if (names.Count == 0 && scope.Arrays.FirstOrDefault(name => scope.Names[name].Shape.Length > 1) is { } array)
        {
            for (var axis = 0; axis < 2; axis++)
            {
                yield return Build.Size(array, axis, at.Span);
            }
        }
    }

    /// <summary>Whether an expression is a number or a count.</summary>
    public static bool Is(Expression node, EditScope scope)
    {
        if (Build.NumberOf(node) is not null)
        {
            return true;
        }

        var names = node is AttributeExpression { Name: not "size" } ? [] : Walk.Expressions(node).OfType<NameExpression>().ToList();
        return names.Count > 0 && names.TrueForAll(name => scope.IsCount(name.Id) || !scope.Names.ContainsKey(name.Id) || node is SubscriptExpression);
    }
}
