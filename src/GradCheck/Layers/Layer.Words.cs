using GradCheck.Tensors;

namespace GradCheck.Layers;

/// <content>The layer in words: its axes, its groups, its shapes.</content>
public sealed partial record Layer
{
    /// <summary>What a parameter belongs to: <c>column</c>, <c>channel</c>; <c>feature</c> where they run along several axes.</summary>
    public string ParameterWord => ParameterAxisList.Length == 1 ? AxisWords[ParameterAxisList[0]] : "feature";

    /// <summary>More than one of them: <c>columns</c>.</summary>
    public string ParameterWords => Plural(ParameterWord);

    /// <summary>What is normalized together: <c>column</c>, <c>group of channels of one sample</c>.</summary>
    public string GroupWord => GroupText("one");

    /// <summary>The axes of <c>x</c> by name, as NumPy prints a shape: <c>(N, D)</c>.</summary>
    public string ShapeText => $"({string.Join(", ", Axes)})";

    /// <summary>The shape of <c>gamma</c> and <c>beta</c> by name: <c>(D,)</c>.</summary>
    public string ParameterShapeText => ParameterAxisList is [var only] ? $"({Axes[only]},)" : $"({string.Join(", ", Axes[ParameterAxes])})";

    /// <summary>The shape of <c>gamma</c> and <c>beta</c> with the axes of <c>x</c> kept, by name: <c>(1, C, 1, 1)</c>.</summary>
    public string KeptParameterShapeText => $"({string.Join(", ", Axes.Select((name, axis) => ParameterAxisList.Contains(axis) ? name : "1"))})";

    /// <summary>A group in words: <c>column 2</c>.</summary>
    /// <param name="shape">The shape of <c>x</c>.</param>
    /// <param name="group">The group.</param>
    /// <param name="groups">Into how many groups the channels of a sample are cut, where the layer takes that; otherwise null.</param>
    public string NameOf(Shape shape, int group, int? groups = null)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (GroupAxes.IsEmpty)
        {
            return "the batch";
        }

        var (sizes, words) = (GroupAxes.Select(axis => shape[axis]).ToArray(), GroupAxes.Select(axis => AxisWords[axis]).ToArray());
        if (TakesGroups && groups is { } runs)
        {
            (sizes[^1], words[^1]) = (runs, "group");
        }

        return string.Join(", ", words.Zip(new Shape(sizes).IndexOf(group), (word, index) => FormattableString.Invariant($"{word} {index}")));
    }

    /// <summary>More than one of what an axis counts.</summary>
    internal static string Plural(string word) => word + "s";

    /// <summary>What is normalized together, by an article for what it is part of: <c>channel of a sample</c>.</summary>
    internal string GroupText(string article)
    {
        if (GroupAxes.IsEmpty)
        {
            return "batch";
        }

        var (whole, part) = (AxisWords[GroupAxes[0]], AxisWords[GroupAxes[^1]]);
        part = TakesGroups ? $"group of {Plural(part)}" : part;
        return GroupAxes.Length == 1 ? part : $"{part} of {article} {whole}";
    }
}
