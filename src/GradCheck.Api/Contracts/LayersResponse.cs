using GradCheck.Layers;

namespace GradCheck.Api.Contracts;

/// <summary>The catalogue of layers.</summary>
/// <param name="Layers">The layers.</param>
public sealed record LayersResponse(IReadOnlyList<LayerDocument> Layers)
{
    /// <summary>The whole catalogue.</summary>
    public static LayersResponse All { get; } = new([.. LayerCatalog.All.Select(LayerDocument.From)]);
}
