using System.Collections.Immutable;
using GradCheck.Layers;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Examples;

/// <summary>The shapes of examples, smallest first.</summary>
internal static class Sizes
{
    private const int MostNumbers = 12;

    /// <summary>The shapes of a layer, each with the numbers of groups that it may be cut into.</summary>
    /// <param name="layer">The layer, in the layout of the batch.</param>
    public static IEnumerable<(Shape Shape, int? Groups)> Of(Layer layer) =>
        from sizes in Products(layer, [], 1)
        let shape = new Shape(sizes.AsSpan())
        where shape.Count > 1
        orderby shape.Count, shape[0] descending
        from groups in layer.TakesGroups ? Divisors(shape[layer.GroupAxes[^1]]) : [null]
        where layer.GroupsOf(shape, groups).Size > 1
        select (shape, groups);

    // Axis by axis, since there may be any number of them.
    private static IEnumerable<ImmutableArray<int>> Products(Layer layer, ImmutableArray<int> sizes, int count) => sizes.Length == layer.Rank
        ? [sizes]
        : from size in Enumerable.Range(1, MostOf(layer, sizes.Length))
          where count * size <= MostNumbers
          from all in Products(layer, sizes.Add(size), count * size)
          select all;

    private static int MostOf(Layer layer, int axis) => layer.Rank == 2 ? 4 : layer.Axes[axis] switch
    {
        "C" => 4,
        "H" => 2,
        _ => 3,
    };

    private static IEnumerable<int?> Divisors(int channels) => Enumerable.Range(1, channels).Where(count => channels % count == 0).Select(count => (int?)count);
}
