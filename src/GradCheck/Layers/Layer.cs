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

    /// <summary>Whether the mean is subtracted. Where it is not, there is no mean path.</summary>
    public bool SubtractsMean { get; init; } = true;

    /// <summary>Whether the layer keeps running statistics, and so has a mode <see cref="Mode.Eval"/>.</summary>
    public bool HasRunningStatistics { get; init; }

    /// <summary>The forward pass, staged backward pass and closed form, in the order of the derivation.</summary>
    public required ImmutableArray<Formula> Formulas { get; init; }

    /// <summary>How many axes <c>x</c> has.</summary>
    public int Rank => Axes.Length;

    /// <summary>The axes of <c>x</c> by name, as NumPy prints a shape: <c>(N, D)</c>.</summary>
    public string ShapeText => $"({string.Join(", ", Axes)})";

    /// <summary>The shape of <c>gamma</c> and <c>beta</c> by name: <c>(D,)</c>.</summary>
    public string ParameterShapeText => $"({Axes[ParameterAxis]},)";

    /// <summary>How the elements of a batch belong to the groups that are normalized together.</summary>
    /// <param name="shape">The shape of <c>x</c>.</param>
    public GroupView GroupsOf(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return View(shape, GroupAxes);
    }

    /// <summary>How the elements of a batch belong to the entries of <c>gamma</c> and <c>beta</c>.</summary>
    /// <param name="shape">The shape of <c>x</c>.</param>
    public GroupView ParametersOf(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return View(shape, ParameterAxis..(ParameterAxis + 1));
    }

    /// <summary>A group in words: <c>column 2</c>.</summary>
    /// <param name="shape">The shape of <c>x</c>.</param>
    /// <param name="group">The group.</param>
    public string NameOf(Shape shape, int group)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var (first, count) = GroupAxes.GetOffsetAndLength(Rank);
        var index = new Shape(shape.Sizes[GroupAxes]).IndexOf(group);
        return string.Join(", ", Enumerable.Range(0, count).Select(axis => FormattableString.Invariant($"{AxisWords[first + axis]} {index[axis]}")));
    }

    private GroupView View(Shape shape, Range axes)
    {
        if (shape.Rank != Rank)
        {
            throw new ArgumentException($"{Id} takes {ShapeText}, not a shape {shape}", nameof(shape));
        }

        var (first, count) = axes.GetOffsetAndLength(Rank);
        return new(shape.CountOf(..first), shape.CountOf(axes), shape.CountOf((first + count)..));
    }
}
