using GradCheck.Api.Contracts;
using GradCheck.Api.Description;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GradCheck.Api.Endpoints;

/// <summary><c>/v1/layers</c>: the catalogue.</summary>
internal static class LayerRoutes
{
    /// <summary>Maps the route.</summary>
    /// <param name="v1">Where to map it.</param>
    public static void MapLayers(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/layers", List).WithName("layers").WithTags(Tags.Layers)
            .WithMetadata(new ExampleSource(() => [ExampleBatches.Answer("layers", "Every layer.", LayersResponse.All)]));
    }

    /// <summary>The catalogue of layers.</summary>
    /// <remarks>What each layer takes, with shapes, defaults and ranges, and its mathematics in LaTeX.</remarks>
    /// <response code="200">The catalogue.</response>
    private static Ok<LayersResponse> List() => TypedResults.Ok(LayersResponse.All);
}
