using System.Globalization;
using GradCheck.Layers;
using GradCheck.Tensors;

namespace GradCheck.Api.Contracts;

/// <summary>What messages say of a layer's axes.</summary>
internal static class LayerTexts
{
    /// <summary>The shapes of <c>x</c> that a layer takes: <c>(N, D) or (N, C, L)</c>.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="channelsLast">Whether its channels were declared to stand last.</param>
    public static string ShapesText(this Layer layer, bool channelsLast = false)
    {
        var options = new LayerOptions { Channels = channelsLast && layer.HasChannels ? ChannelOrder.Last : ChannelOrder.First };
        return string.Join(" or ", Enumerable.Range(2, 3).Select(rank => layer.On(rank, options)).OfType<Layer>().Take(2).Select(placed => placed.ShapeText));
    }

    /// <summary>Along what the parameters run on a batch: <c>x has 5 columns</c>.</summary>
    /// <param name="layer">The layer, with the axes of the batch.</param>
    /// <param name="shape">The shape of <c>x</c>.</param>
    public static string ParameterAxisText(this Layer layer, Shape shape)
    {
        var usual = layer.ParameterShapesOf(shape)[0];
        return usual.Rank == 1
            ? $"x has {Count(usual.Count, layer.ParameterWord)}"
            : $"x is normalized over its last {usual.Rank} axes";
    }

    /// <summary>So many of something: <c>1 column</c>, <c>5 columns</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="word">What.</param>
    public static string Count(int count, string word) => string.Create(CultureInfo.InvariantCulture, $"{count} {word}{(count == 1 ? string.Empty : "s")}");
}
