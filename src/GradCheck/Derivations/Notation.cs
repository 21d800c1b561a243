using GradCheck.Layers;

namespace GradCheck.Derivations;

/// <summary>A layer's own words and indices.</summary>
internal sealed class Notation
{
    /// <summary>Reads a layer's entry.</summary>
    /// <param name="layer">The layer.</param>
    public Notation(Layer layer)
    {
        var (first, count) = layer.GroupAxes.GetOffsetAndLength(layer.Rank);
        var reduced = Enumerable.Range(0, layer.Rank).Where(axis => axis < first || axis >= first + count).ToArray();
        var others = Enumerable.Range(0, layer.Rank).Where(axis => axis != layer.ParameterAxis).ToArray();
        var letters = layer.Axes.Select(axis => axis.ToLowerInvariant()).ToArray();
        ParametersFollowGroups = count == 1 && first == layer.ParameterAxis && !layer.TakesGroups;

        var words = layer.AxisWords[layer.GroupAxes].Reverse().ToArray();
        var sizes = reduced.Select(axis => layer.Axes[axis]);
        if (layer.TakesGroups)
        {
            words[0] = $"group of {words[0]}s";
            sizes = sizes.Prepend($"({layer.Axes[first + count - 1]} / G)");
        }

        Group = string.Join(" of a ", words);
        Size = string.Join(" * ", sizes);
        Parameter = layer.AxisWords[layer.ParameterAxis];
        SummedForParameter = Listed([.. others.Select(axis => layer.AxisWords[axis] + "s")]);

        // Where a parameter belongs to a group, as in the post, one index will do.
        Element = ParametersFollowGroups ? "i" : string.Join(",", letters);
        Gamma = ParametersFollowGroups ? @"\gamma" : $@"\gamma_{{{letters[layer.ParameterAxis]}}}";
        Beta = ParametersFollowGroups ? @"\beta" : $@"\beta_{{{letters[layer.ParameterAxis]}}}";
        ParameterSum = ParametersFollowGroups ? @"\sum_{i}" : $@"\sum_{{{string.Join(",", others.Select(axis => letters[axis]))}}}";
        Y = ParametersFollowGroups ? "y_i" : $"y_{{{Element}}}";
        Xhat = ParametersFollowGroups ? @"\hat{x}_i" : $@"\hat{{x}}_{{{Element}}}";
    }

    /// <summary>Whether the elements that a parameter scales are the elements of a group.</summary>
    public bool ParametersFollowGroups { get; }

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
