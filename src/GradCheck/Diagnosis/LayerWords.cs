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

    /// <summary>What the root of the variance is called.</summary>
    public static string Std(this Layer layer) => layer.SubtractsMean ? "standard deviation" : "root mean square";

    /// <summary>What a batch is normalized with.</summary>
    public static string Statistics(this Layer layer) => layer.SubtractsMean ? "the mean and the variance" : "the mean square";

    /// <summary>What is divided by the standard deviation, in words.</summary>
    public static string Centered(this Layer layer) => layer.SubtractsMean ? "x minus its mean" : "x";

    /// <summary>What is divided by the standard deviation, in code.</summary>
    public static string CenteredCode(this Layer layer) => layer.SubtractsMean ? "(x - mean)" : "x";

    /// <summary>The variance in NumPy's words: <c>np.var(x, axis=0)</c>.</summary>
    public static string VarianceCode(this Layer layer)
    {
        var (batch, axis) = layer.TakesGroups ? (Reshaped(layer), Axis(layer.Rank + 1, layer.GroupAxes)) : ("x", Axis(layer.Rank, layer.GroupAxes));
        return layer.SubtractsMean ? $"np.var({batch}, {axis})" : $"np.mean({batch}**2, {axis})";
    }

    /// <summary>How <c>dvar</c> is computed, in code.</summary>
    public static string DvarCode(this Layer layer) => $"dvar = sum(dxhat * {layer.CenteredCode()}) * (-1/2) * istd**3";

    /// <summary>The variance path, in code.</summary>
    public static string VariancePathCode(this Layer layer) => $"dvar * 2 * {layer.CenteredCode()} / m";

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
