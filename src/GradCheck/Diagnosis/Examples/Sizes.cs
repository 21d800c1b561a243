using GradCheck.Layers;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Examples;

/// <summary>The shapes of examples, smallest first.</summary>
internal static class Sizes
{
    private const int MostNumbers = 12;

    /// <summary>The shapes of a layer, each with the numbers of groups that it may be cut into.</summary>
    /// <param name="layer">The layer.</param>
    public static IEnumerable<(Shape Shape, int? Groups)> Of(Layer layer)
    {
        var shapes = layer.Rank == 2
            ? from n in Enumerable.Range(1, 4) from d in Enumerable.Range(1, 4) select new Shape(n, d)
            : from n in Enumerable.Range(1, 3) from c in Enumerable.Range(1, 4) from h in Enumerable.Range(1, 2) from w in Enumerable.Range(1, 3) select new Shape(n, c, h, w);
        return from shape in shapes
               where shape.Count is > 1 and <= MostNumbers
               orderby shape.Count, shape[0] descending
               from groups in layer.TakesGroups ? Enumerable.Range(1, shape[1]).Where(count => shape[1] % count == 0).Select(count => (int?)count) : [null]
               where layer.GroupsOf(shape, groups).Size > 1
               select (shape, groups);
    }
}
