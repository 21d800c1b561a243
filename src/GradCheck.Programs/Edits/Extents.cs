using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Edits;

/// <summary>How far a loop goes, where no name of the function says it: as far as an axis of one of its arguments.</summary>
internal static class Extents
{
    /// <summary>The variants of what a loop runs over.</summary>
    public static IEnumerable<Variant> Of(Expression source, EditScope scope)
    {
        var arrays = scope.Names
            .Where(item => scope.Parameters.Contains(item.Key) && item.Value is { IsDiscrete: false, Shape.Length: > 1 }).ToList();
        foreach (var count in Walk.Expressions(source).OfType<NameExpression>().Where(name => scope.IsCount(name.Id)))
        {
            foreach (var (name, held) in arrays)
            {
                for (var axis = 0; axis < held.Shape.Length; axis++)
                {
                    var size = Build.Size(name, axis, count.Span);
                    yield return new("wrong_count", 2, Walk.Replace(source, count, size)) { Node = new(count, size) };
                }
            }
        }
    }
}
