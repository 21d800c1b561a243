using System.Globalization;
using GradCheck.Layers;

namespace GradCheck.Mistakes;

/// <summary>How the words of a mistake become those of the layer at hand.</summary>
internal static class LayerWords
{
    /// <summary>The layer in the middle of a sentence: <c>group normalization</c>.</summary>
    public static string Name(this Layer layer) => char.ToLowerInvariant(layer.Title[0]) + layer.Title[1..];

    /// <summary>The argument by which NumPy reduces a group: <c>axis=(0, 2, 3)</c>.</summary>
    public static string GroupAxis(this Layer layer) => layer.TakesGroups
        ? $"{CutAxis(layer)} of {layer.Reshaped()}"
        : Axis(layer.ReducedAxes);

    /// <summary>The argument by which NumPy sums over the elements that share a parameter: <c>axis=0</c>.</summary>
    public static string ParameterSumAxis(this Layer layer) => Axis(layer.SharedAxes);

    /// <summary>The count <c>m</c> of a group in the names of the axes: <c>N * H * W</c>.</summary>
    public static string Count(this Layer layer)
    {
        var reduced = layer.ReducedAxes.Select(axis => layer.Axes[axis]);
        return string.Join(" * ", layer.TakesGroups ? reduced.Prepend($"({layer.Axes[layer.GroupAxes[^1]]} // G)") : reduced);
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
        var (batch, axis) = layer.TakesGroups ? (layer.Reshaped(), CutAxis(layer)) : ("x", Axis(layer.ReducedAxes));
        var isCount = layer.Divisor == VarianceDivisor.Count;
        return layer.SubtractsMean
            ? $"np.var({batch}, {axis}{(isCount ? string.Empty : $", ddof={layer.Divisor.DdofText}")})"
            : isCount ? $"np.mean({batch}**2, {axis})" : $"np.sum({batch}**2, {axis}) / {layer.Divisor.AsFactor}";
    }

    /// <summary>How <c>dvar</c> is computed, in code.</summary>
    public static string DvarCode(this Layer layer) => $"dvar = sum(dxhat * {layer.CenteredCode()}) * (-1/2) * istd**3";

    /// <summary>The variance path, in code.</summary>
    public static string VariancePathCode(this Layer layer) => $"dvar * 2 * {layer.CenteredCode()} / {layer.Divisor.AsFactor}";

    /// <summary>The batch with its channels cut into groups, in code: <c>x.reshape(N, G, C // G, H, W)</c>.</summary>
    public static string Reshaped(this Layer layer)
    {
        var last = layer.GroupAxes[^1];
        return $"x.reshape({string.Join(", ", layer.Axes.Select((name, axis) => axis == last ? $"G, {name} // G" : name))})";
    }

    // The axis that is cut is two: the group, and its channels, which are reduced.
    private static string CutAxis(Layer layer)
    {
        var cut = layer.GroupAxes[^1];
        return Axis([.. layer.ReducedAxes.Where(axis => axis < cut), cut + 1, .. layer.ReducedAxes.Where(axis => axis > cut).Select(axis => axis + 1)]);
    }

    private static string Axis(int[] reduced)
    {
        var axes = reduced.Select(axis => axis.ToString(CultureInfo.InvariantCulture)).ToArray();
        return axes is [var only] ? $"axis={only}" : $"axis=({string.Join(", ", axes)})";
    }
}
