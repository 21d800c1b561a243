using GradCheck.Api.Contracts;
using GradCheck.Api.Description;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GradCheck.Api.Endpoints;

/// <summary><c>/v1/layers</c>: the catalogue.</summary>
internal static class LayerRoutes
{
    /// <summary>Maps the routes.</summary>
    /// <param name="routes">Where to map them.</param>
    public static void MapLayers(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/layers", List).WithName("layers").WithTags(Tags.Layers)
            .WithMetadata(new ExampleSource(() => [ExampleBatches.Answer("layers", "Every layer.", LayersResponse.All)]));
    }

    /// <summary>The catalogue of layers.</summary>
    /// <remarks>What each layer takes, with shapes, defaults and ranges, and its mathematics in LaTeX.</remarks>
    /// <response code="200">The catalogue.</response>
    private static Ok<LayersResponse> List() => TypedResults.Ok(LayersResponse.All);
}
