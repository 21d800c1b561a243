using GradCheck.Api.Contracts;
using GradCheck.Api.Description;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GradCheck.Api.Endpoints;

/// <summary><c>/health</c>: what a container's host asks.</summary>
internal static class HealthRoutes
{
    /// <summary>Maps the routes.</summary>
    /// <param name="routes">Where to map them.</param>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").WithTags(Tags.Health)
            .WithMetadata(new ExampleSource(() => [ExampleBatches.Answer("ok", "All is well.", new HealthResponse("ok"))]));
        health.MapGet("/live", Live).WithName("live");
        health.MapGet("/ready", Ready).WithName("ready").Produces<HealthResponse>(StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>Whether the process runs.</summary>
    /// <remarks>A host restarts the container where this fails.</remarks>
    /// <response code="200">It runs.</response>
    private static Ok<HealthResponse> Live() => TypedResults.Ok(new HealthResponse("ok"));

    /// <summary>Whether requests should be sent here.</summary>
    /// <remarks>Not ready while shutting down; requests that are under way are still answered.</remarks>
    /// <response code="200">Ready for requests.</response>
    /// <response code="503">Shutting down.</response>
    private static Results<Ok<HealthResponse>, JsonHttpResult<HealthResponse>> Ready(IHostApplicationLifetime lifetime) =>
        lifetime.ApplicationStopping.IsCancellationRequested
            ? TypedResults.Json(new HealthResponse("stopping"), statusCode: StatusCodes.Status503ServiceUnavailable)
            : TypedResults.Ok(new HealthResponse("ok"));
}
