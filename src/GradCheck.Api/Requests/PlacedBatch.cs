using System.Globalization;
using GradCheck.Api.Contracts;
using GradCheck.Layers;
using GradCheck.Tensors;

namespace GradCheck.Api.Requests;

/// <summary>The <c>x</c> of a request, and the layer on its axes.</summary>
/// <param name="Layer">The layer, with the axes of <paramref name="X"/>.</param>
/// <param name="X">The batch.</param>
internal sealed record PlacedBatch(Layer Layer, Tensor X)
{
    /// <summary>Places the <c>x</c> of a request by what it declares; null where it cannot be used or fits no shape of the layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="request">The request.</param>
    public static PlacedBatch? Of(Layer layer, LayerRequest request) =>
        request.X is { IsUsable: true, Value: { } x } && request.NormalizedShape is null or { IsUsable: true } && FaultOfNormalizedShape(layer, request) is null
            && layer.On(x.Shape.Rank, Conventions.AxesOf(layer, request)) is { } placed ? new(placed, x) : null;

    /// <summary>The shape of a parameter that is left out: that in which the other was sent.</summary>
    /// <param name="request">The request.</param>
    public Shape ParameterShape(LayerRequest request) =>
        new[] { request.Gamma, request.Beta }.Select(field => field?.Value?.Shape).FirstOrDefault(shape => shape is { Rank: > 0 })
        ?? Layer.ParameterShapesOf(X.Shape)[0];

    /// <summary>What is wrong with a <c>normalized_shape</c> beside the <c>x</c> of its request; null where nothing is.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="request">The request.</param>
    public static string? FaultOfNormalizedShape(Layer layer, LayerRequest request)
    {
        if (!layer.NormalizesTrailingAxes || request.NormalizedShape is not { IsUsable: true, Value: { } sizes })
        {
            return null;
        }

        if (sizes.Shape.Rank > 1 || sizes.Values.ToArray().Any(size => size < 1 || !double.IsInteger(size)))
        {
            return "is no list of whole numbers, such as [2, 4]: the sizes of the last axes of x that are normalized together";
        }

        var count = sizes.Shape.Count;
        if (request.X is not { IsUsable: true, Value.Shape: { Rank: > 1 } shape })
        {
            return null;
        }

        return count > shape.Rank ? string.Create(CultureInfo.InvariantCulture, $"has {count} sizes, but x has {shape.Rank} axes")
            : shape.Sizes[^count..].ToArray().Select(size => (double)size).SequenceEqual(sizes.Values.ToArray()) ? null
            : string.Create(CultureInfo.InvariantCulture, $"is [{string.Join(", ", sizes.Values.ToArray().Select(FieldRules.TextOf))}], but the last {(count == 1 ? "axis" : $"{count} axes")} of x, of shape {shape}, should be these");
    }
}
