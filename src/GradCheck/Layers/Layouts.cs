using System.Collections.Immutable;
using System.Globalization;

namespace GradCheck.Layers;

/// <summary>The layouts of <c>x</c> that a layer takes beside its usual one, each as a layer with axes of its own.</summary>
/// <remarks>Nothing after this knows of layouts: what is asked of a layer's axes is asked of the layer that this gives.</remarks>
internal static class Layouts
{
    /// <summary>A layer on a batch of some rank, by the conventions that were declared.</summary>
    /// <param name="layer">An entry of the catalogue.</param>
    /// <param name="rank">How many axes <c>x</c> has.</param>
    /// <param name="options">What was declared.</param>
    /// <returns>The layer, or null where it takes no such batch.</returns>
    public static Layer? Of(Layer layer, int rank, LayerOptions options)
    {
        var made = layer.NormalizesTrailingAxes ? Trailing(layer, rank, options.NormalizedAxes ?? 1)
            : options.NormalizedAxes is not null ? null
            : rank == layer.Rank ? layer
            : rank == 3 && layer.TakesSequences ? Sequences(layer)
            : null;
        if (made is null || (options.Channels == ChannelOrder.Last && layer.NormalizesTrailingAxes))
        {
            return null;
        }

        var placed = options.Channels == ChannelOrder.Last && rank > 2 ? ChannelsLast(made) : made;
        var divisor = options.Ddof == 0 ? layer.Divisor : new(options.Ddof);
        return ReferenceEquals(placed, layer) && divisor == layer.Divisor ? layer : placed with { Divisor = divisor, Entry = layer };
    }

    // (N, C, L): a channel is what a column is of (N, D).
    private static Layer Sequences(Layer layer) => layer with { Axes = ["N", "C", "L"], AxisWords = ["sample", "channel", "position"] };

    private static Layer? Trailing(Layer layer, int rank, int normalized)
    {
        var leading = rank - normalized;
        return leading < 0 || normalized < 1 || rank < 2 ? null
            : rank == layer.Rank && normalized == 1 ? layer
            : layer with
            {
                Axes = [.. Leading(leading), .. Normalized(normalized)],
                AxisWords = [.. LeadingWords(leading, normalized), .. NormalizedWords(normalized)],
                GroupAxes = [.. Enumerable.Range(0, leading)],
                ParameterAxes = leading..rank,
            };
    }

    private static Layer ChannelsLast(Layer layer)
    {
        int[] order = [0, .. Enumerable.Range(2, layer.Rank - 2), 1];
        return layer with
        {
            Axes = [.. order.Select(axis => layer.Axes[axis])],
            AxisWords = [.. order.Select(axis => layer.AxisWords[axis])],
            GroupAxes = [.. layer.GroupAxes.Select(axis => Array.IndexOf(order, axis)).Order()],
            ParameterAxes = (layer.Rank - 1)..layer.Rank,
        };
    }

    private static IEnumerable<string> Leading(int count) => count == 0 ? []
        : count == 1 ? ["N"]
        : count == 2 ? ["N", "T"]
        : Enumerable.Range(1, count - 1).Select(axis => Numbered("T", axis)).Prepend("N");

    private static IEnumerable<string> Normalized(int count) =>
        count == 1 ? ["D"] : Enumerable.Range(1, count).Select(axis => Numbered("D", axis));

    private static IEnumerable<string> LeadingWords(int leading, int normalized) => leading == 1 && normalized == 1
        ? ["row"]
        : Enumerable.Range(0, leading).Select(axis => axis == 0 ? "sample" : "position");

    private static ImmutableArray<string> NormalizedWords(int count) => count switch
    {
        1 => ["column"],
        2 => ["row", "column"],
        3 => ["channel", "row", "column"],
        _ => [.. Enumerable.Range(1, count).Select(axis => Numbered("axis ", axis))],
    };

    private static string Numbered(string name, int number) => name + number.ToString(CultureInfo.InvariantCulture);
}
