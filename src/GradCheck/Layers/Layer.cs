using System.Collections.Immutable;
using GradCheck.Tensors;

namespace GradCheck.Layers;

/// <summary>A normalization layer as data: which axes make a group, which axis has the parameters, and how it is written.</summary>
/// <remarks>The kernels know no layer by name. They see the two views that an entry gives of a shape.</remarks>
public sealed partial record Layer
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
    public required ImmutableArray<int> GroupAxes { get; init; }

    /// <summary>The axes along which <c>gamma</c> and <c>beta</c> run: one, or all that are normalized together.</summary>
    public required Range ParameterAxes { get; init; }

    /// <summary>
    /// Whether it normalizes the last axis, or the last few, of <c>x</c> with any number of axes before them:
    /// <c>(N, D)</c>, <c>(N, T, D)</c>.
    /// </summary>
    public bool NormalizesTrailingAxes { get; init; }

    /// <summary>Whether it has channels, which may stand first or last.</summary>
    public bool HasChannels => !NormalizesTrailingAxes;

    /// <summary>Whether it takes <c>(N, C, L)</c> as well, with a channel in place of a column.</summary>
    public bool TakesSequences { get; init; }

    /// <summary>What the variance divides by: the number of elements, unless it is Bessel's.</summary>
    public VarianceDivisor Divisor { get; init; }

    /// <summary>The entry of the catalogue that it was made of; null for an entry itself.</summary>
    internal Layer? Entry { get; init; }

    /// <summary>
    /// Whether the last of <see cref="GroupAxes"/> is cut into <see cref="LayerOptions.Groups"/> runs of neighbours, each
    /// of which makes a group.
    /// </summary>
    public bool TakesGroups { get; init; }

    /// <summary>Whether the course gives <c>gamma</c> and <c>beta</c> with the axes of <c>x</c> kept, as <c>(1, C, 1, 1)</c>.</summary>
    public bool ParametersMayKeepAxes { get; init; }

    /// <summary>Whether the mean is subtracted. Where it is not, there is no mean path.</summary>
    public bool SubtractsMean { get; init; } = true;

    /// <summary>Whether the layer keeps running statistics, and so has a mode <see cref="Mode.Eval"/>.</summary>
    public bool HasRunningStatistics { get; init; }

    /// <summary>Whether each entry of the parameters has a group of its own, over the whole batch: as in batch normalization.</summary>
    internal bool NormalizesParameters => GroupAxes.SequenceEqual(ParameterAxisList);

    /// <summary>Whether the channels stand last among several axes.</summary>
    internal bool HasChannelsLast => Rank > 2 && Axes[^1] == "C";

    /// <summary>The axes along which the parameters run, one by one.</summary>
    internal int[] ParameterAxisList => [.. Enumerable.Range(0, Rank).Take(ParameterAxes)];

    /// <summary>The axes that the statistics are taken over; of one that is cut into groups, its channels are reduced as well.</summary>
    internal int[] ReducedAxes => AxesBeside(GroupAxes);

    /// <summary>The axes that the gradients of the parameters are summed over.</summary>
    internal int[] SharedAxes => AxesBeside(ParameterAxisList);

    /// <summary>How many axes <c>x</c> has.</summary>
    public int Rank => Axes.Length;

    /// <summary>The layer on a batch of some rank, by the conventions that were declared.</summary>
    /// <param name="rank">How many axes <c>x</c> has.</param>
    /// <param name="options">What was declared.</param>
    /// <returns>The layer with the axes of that batch; null where it takes none such.</returns>
    public Layer? On(int rank, LayerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Layouts.Of(Entry ?? this, rank, options);
    }

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

        var channels = shape[GroupAxes[^1]];
        if (groups is not { } count || count < 1 || channels % count != 0)
        {
            throw new ArgumentException($"{Id} takes a number of groups that divides {channels}", nameof(groups));
        }

        return view with { Groups = view.Groups / channels * count, Inner = view.Inner * (channels / count) };
    }

    /// <summary>How the elements of a batch belong to the entries of <c>gamma</c> and <c>beta</c>.</summary>
    /// <param name="shape">The shape of <c>x</c>.</param>
    public GroupView ParametersOf(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return View(shape, ParameterAxes);
    }

    /// <summary>
    /// The shapes that <c>gamma</c> and <c>beta</c> may have, the usual one first: then with the axes of <c>x</c> kept, as
    /// <c>(1, C, 1, 1)</c>, and without axes of size 1 in front, as <c>(C, 1, 1)</c>.
    /// </summary>
    /// <param name="shape">The shape of <c>x</c>.</param>
    public IReadOnlyList<Shape> ParameterShapesOf(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var (first, count) = ParameterAxes.GetOffsetAndLength(Rank);
        var kept = new int[Rank];
        Array.Fill(kept, 1);
        shape.Sizes[ParameterAxes].CopyTo(kept.AsSpan(first));
        var usual = new Shape(shape.Sizes[ParameterAxes]);
        return [.. new[] { usual }.Concat(Enumerable.Range(0, first + 1).Select(ones => new Shape(kept.AsSpan(ones)))).Distinct()];
    }

    private int[] AxesBeside(IEnumerable<int> axes) => [.. Enumerable.Range(0, Rank).Except(axes)];

    /// <summary>The view of a batch whose groups are told apart by the indices along a run of axes.</summary>
    internal GroupView View(Shape shape, Range axes) => View(shape, [.. Enumerable.Range(0, Rank).Take(axes)]);

    /// <summary>
    /// The view of a batch whose groups are told apart by the indices along some axes: a run of them, or the first few and a run
    /// further on, as the sample and the channel of <c>(N, H, W, C)</c>.
    /// </summary>
    internal GroupView View(Shape shape, ImmutableArray<int> axes)
    {
        if (shape.Rank != Rank)
        {
            throw new ArgumentException($"{Id} takes {ShapeText}, not a shape {shape}", nameof(shape));
        }

        var first = axes.Where((axis, place) => axis == place).Count();
        if (first == axes.Length)
        {
            return new(1, shape.CountOf(..first), shape.CountOf(first..));
        }

        var (blocks, start, end) = (shape.CountOf(..first), axes[first], axes[^1] + 1);
        return new(shape.CountOf(first..start), blocks * shape.CountOf(start..end), shape.CountOf(end..), blocks);
    }
}
