using System.Collections.Immutable;
using GradCheck.Tensors;

namespace GradCheck.Layers;

/// <summary>A normalization layer as data: which axes make a group, which axis has the parameters, and how it is written.</summary>
/// <remarks>The kernels know no layer by name. They see the two views that an entry gives of a shape.</remarks>
public sealed record Layer
{
    /// <summary>The identifier in routes: <c>batchnorm</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The name for people: <c>Batch normalization</c>.</summary>
    public required string Title { get; init; }

    /// <summary>What the layer does, in a sentence or two.</summary>
    public required string Summary { get; init; }

    /// <summary>Paper or course that defines it.</summary>
    public required string Source { get; init; }

    /// <summary>The names of the axes of <c>x</c>: <c>N</c>, <c>D</c>.</summary>
    public required ImmutableArray<string> Axes { get; init; }

    /// <summary>What one step along each axis is called: <c>row</c>, <c>column</c>.</summary>
    public required ImmutableArray<string> AxisWords { get; init; }

    /// <summary>The axes whose indices tell one group from another; the others are reduced.</summary>
    public required Range GroupAxes { get; init; }

    /// <summary>The axis along which <c>gamma</c> and <c>beta</c> run.</summary>
    public required int ParameterAxis { get; init; }

    /// <summary>
    /// Whether the last of <see cref="GroupAxes"/> is cut into <see cref="LayerOptions.Groups"/> runs of neighbours, each
    /// of which makes a group.
    /// </summary>
    public bool TakesGroups { get; init; }

    /// <summary>Whether <c>gamma</c> and <c>beta</c> may also come with the axes of <c>x</c> kept, as <c>(1, C, 1, 1)</c>.</summary>
    public bool ParametersMayKeepAxes { get; init; }

    /// <summary>Whether the mean is subtracted. Where it is not, there is no mean path.</summary>
    public bool SubtractsMean { get; init; } = true;

    /// <summary>Whether the layer keeps running statistics, and so has a mode <see cref="Mode.Eval"/>.</summary>
    public bool HasRunningStatistics { get; init; }

    /// <summary>Whether each entry of the parameters has a group of its own, over the whole batch: as in batch normalization.</summary>
    internal bool NormalizesParameters => GroupAxes.Equals(ParameterAxis..(ParameterAxis + 1));

    /// <summary>How many axes <c>x</c> has.</summary>
    public int Rank => Axes.Length;

    /// <summary>The axes of <c>x</c> by name, as NumPy prints a shape: <c>(N, D)</c>.</summary>
    public string ShapeText => $"({string.Join(", ", Axes)})";

    /// <summary>The shape of <c>gamma</c> and <c>beta</c> by name: <c>(D,)</c>.</summary>
    public string ParameterShapeText => $"({Axes[ParameterAxis]},)";

    /// <summary>The shape of <c>gamma</c> and <c>beta</c> with the axes of <c>x</c> kept, by name: <c>(1, C, 1, 1)</c>.</summary>
    public string KeptParameterShapeText => $"({string.Join(", ", Axes.Select((name, axis) => axis == ParameterAxis ? name : "1"))})";

    /// <summary>How the elements of a batch belong to the groups that are normalized together.</summary>
    /// <param name="shape">The shape of <c>x</c>.</param>
    /// <param name="groups">Into how many groups the channels of a sample are cut, where the layer takes that; otherwise null.</param>
    /// <exception cref="ArgumentException">The shape or the number of groups does not fit the layer.</exception>
    public GroupView GroupsOf(Shape shape, int? groups = null)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var view = View(shape, GroupAxes);
        if (!TakesGroups)
        {
            return groups is null ? view : throw new ArgumentException($"{Id} takes no number of groups", nameof(groups));
        }

        var channels = shape[GroupAxes.End.GetOffset(Rank) - 1];
        if (groups is not { } count || count < 1 || channels % count != 0)
        {
            throw new ArgumentException($"{Id} takes a number of groups that divides {channels}", nameof(groups));
        }

        return new(view.Outer, view.Groups / channels * count, view.Inner * (channels / count));
    }

    /// <summary>How the elements of a batch belong to the entries of <c>gamma</c> and <c>beta</c>.</summary>
    /// <param name="shape">The shape of <c>x</c>.</param>
    public GroupView ParametersOf(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return View(shape, ParameterAxis..(ParameterAxis + 1));
    }

    /// <summary>The shapes that <c>gamma</c> and <c>beta</c> may have, the usual one first.</summary>
    /// <param name="shape">The shape of <c>x</c>.</param>
    public IReadOnlyList<Shape> ParameterShapesOf(Shape shape)
    {
        var usual = new Shape(ParametersOf(shape).Groups);
        if (!ParametersMayKeepAxes)
        {
            return [usual];
        }

        var kept = new int[Rank];
        Array.Fill(kept, 1);
        kept[ParameterAxis] = usual.Count;
        return [usual, new(kept)];
    }

    /// <summary>A group in words: <c>column 2</c>.</summary>
    /// <param name="shape">The shape of <c>x</c>.</param>
    /// <param name="group">The group.</param>
    /// <param name="groups">Into how many groups the channels of a sample are cut, where the layer takes that; otherwise null.</param>
    public string NameOf(Shape shape, int group, int? groups = null)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var (sizes, words) = (shape.Sizes[GroupAxes].ToArray(), AxisWords[GroupAxes].ToArray());
        if (TakesGroups && groups is { } runs)
        {
            (sizes[^1], words[^1]) = (runs, "group");
        }

        return string.Join(", ", words.Zip(new Shape(sizes).IndexOf(group), (word, index) => FormattableString.Invariant($"{word} {index}")));
    }

    /// <summary>The view of a batch whose groups are told apart by the indices along a run of axes.</summary>
    internal GroupView View(Shape shape, Range axes)
    {
        if (shape.Rank != Rank)
        {
            throw new ArgumentException($"{Id} takes {ShapeText}, not a shape {shape}", nameof(shape));
        }

        var (first, count) = axes.GetOffsetAndLength(Rank);
        return new(shape.CountOf(..first), shape.CountOf(axes), shape.CountOf((first + count)..));
    }
}
