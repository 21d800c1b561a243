using GradCheck.Layers;

namespace GradCheck.Derivations;

/// <summary>A layer's own words and indices.</summary>
internal sealed class Notation
{
    /// <summary>Reads a layer's entry.</summary>
    /// <param name="layer">The layer.</param>
    public Notation(Layer layer)
    {
        var others = layer.SharedAxes;
        var letters = layer.Axes.Select(axis => axis.ToLowerInvariant()).ToArray();
        ParametersFollowGroups = layer.NormalizesParameters && !layer.TakesGroups;
        Divisor = layer.Divisor;
        var sizes = layer.ReducedAxes.Select(axis => layer.Axes[axis]);
        if (layer.TakesGroups)
        {
            sizes = sizes.Prepend($"({layer.Axes[layer.GroupAxes[^1]]} / G)");
        }

        Group = layer.GroupText("a");
        Size = string.Join(" * ", sizes);
        Parameter = layer.ParameterWord;
        SummedForParameter = others.Length == 0 ? "one element that it scales" : Listed([.. others.Select(axis => Layer.Plural(layer.AxisWords[axis]))]);

        // Where a parameter belongs to a group, as in the post, one index will do.
        Element = ParametersFollowGroups ? "i" : string.Join(",", letters);
        Gamma = ParametersFollowGroups ? @"\gamma" : $@"\gamma_{{{string.Join(",", letters[layer.ParameterAxes])}}}";
        Beta = ParametersFollowGroups ? @"\beta" : $@"\beta_{{{string.Join(",", letters[layer.ParameterAxes])}}}";
        ParameterSum = others.Length == 0 ? string.Empty : ParametersFollowGroups ? @"\sum_{i}" : $@"\sum_{{{string.Join(",", others.Select(axis => letters[axis]))}}}";
        Y = ParametersFollowGroups ? "y_i" : $"y_{{{Element}}}";
        Xhat = ParametersFollowGroups ? @"\hat{x}_i" : $@"\hat{{x}}_{{{Element}}}";
    }

    /// <summary>Whether the elements that a parameter scales are the elements of a group.</summary>
    public bool ParametersFollowGroups { get; }

    /// <summary>What the sum of squares is divided by.</summary>
    public VarianceDivisor Divisor { get; }

    /// <summary>What is normalized together: <c>column</c>, <c>group of channels of a sample</c>.</summary>
    public string Group { get; }

    /// <summary>How many elements that is, by the names of the axes: <c>N</c>, <c>(C / G) * H * W</c>.</summary>
    public string Size { get; }

    /// <summary>What a parameter belongs to: <c>column</c>.</summary>
    public string Parameter { get; }

    /// <summary>What a parameter's gradient is summed over: <c>samples, rows and columns</c>.</summary>
    public string SummedForParameter { get; }

    /// <summary>The index of an element where parameters matter.</summary>
    public string Element { get; }

    /// <summary>The scale of that element.</summary>
    public string Gamma { get; }

    /// <summary>The shift of that element.</summary>
    public string Beta { get; }

    /// <summary>The sum over the elements of a parameter.</summary>
    public string ParameterSum { get; }

    /// <summary>An output.</summary>
    public string Y { get; }

    /// <summary>A normalized element.</summary>
    public string Xhat { get; }

    private static string Listed(string[] words) =>
        words.Length == 1 ? words[0] : $"{string.Join(", ", words[..^1])} and {words[^1]}";
}
