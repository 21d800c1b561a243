using System.Globalization;
using GradCheck.Layers;

namespace GradCheck.Diagnosis;

/// <summary>How the words of a mistake become those of the layer at hand.</summary>
internal static class LayerWords
{
    /// <summary>The layer in the middle of a sentence: <c>group normalization</c>.</summary>
    public static string Name(this Layer layer) => char.ToLowerInvariant(layer.Title[0]) + layer.Title[1..];

    /// <summary>What is normalized together: <c>column</c>, <c>group of channels of one sample</c>.</summary>
    public static string Group(this Layer layer)
    {
        var words = layer.AxisWords[layer.GroupAxes];
        var last = layer.TakesGroups ? $"group of {words[^1]}s" : words[^1];
        return words.Length == 1 ? last : $"{last} of one {words[0]}";
    }

    /// <summary>What a parameter belongs to: <c>column</c>, <c>channel</c>.</summary>
    public static string Parameter(this Layer layer) => layer.AxisWords[layer.ParameterAxis];

    /// <summary>The argument by which NumPy reduces a group: <c>axis=(0, 2, 3)</c>.</summary>
    public static string GroupAxis(this Layer layer) => layer.TakesGroups
        ? $"{Axis(layer.Rank + 1, layer.GroupAxes)} of {Reshaped(layer)}"
        : Axis(layer.Rank, layer.GroupAxes);

    /// <summary>The argument by which NumPy sums over the elements that share a parameter: <c>axis=0</c>.</summary>
    public static string ParameterSumAxis(this Layer layer) => Axis(layer.Rank, layer.ParameterAxis..(layer.ParameterAxis + 1));

    /// <summary>The count <c>m</c> of a group in the names of the axes: <c>N * H * W</c>.</summary>
    public static string Count(this Layer layer)
    {
        var reduced = layer.ReducedAxes().Select(axis => layer.Axes[axis]);
        return string.Join(" * ", layer.TakesGroups ? reduced.Prepend($"({layer.Axes[layer.GroupAxes.End.GetOffset(layer.Rank) - 1]} // G)") : reduced);
    }

    /// <summary>What the variance is called: the mean square, where no mean is subtracted.</summary>
    public static string Variance(this Layer layer) => layer.SubtractsMean ? "variance" : "mean square";

    /// <summary>The axes that the statistics are taken over.</summary>
    public static IEnumerable<int> ReducedAxes(this Layer layer) => Others(layer.Rank, layer.GroupAxes);

    private static string Reshaped(Layer layer)
    {
        var last = layer.GroupAxes.End.GetOffset(layer.Rank) - 1;
        return $"x.reshape({string.Join(", ", layer.Axes.Select((name, axis) => axis == last ? $"G, {name} // G" : name))})";
    }

    private static string Axis(int rank, Range kept)
    {
        var others = Others(rank, kept).Select(axis => axis.ToString(CultureInfo.InvariantCulture)).ToArray();
        return others is [var only] ? $"axis={only}" : $"axis=({string.Join(", ", others)})";
    }

    private static IEnumerable<int> Others(int rank, Range kept)
    {
        var (first, count) = kept.GetOffsetAndLength(rank);
        return Enumerable.Range(0, rank).Where(axis => axis < first || axis >= first + count);
    }
}
