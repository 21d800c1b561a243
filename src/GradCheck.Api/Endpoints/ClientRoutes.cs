using GradCheck.Api.Clients;
using GradCheck.Api.Description;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GradCheck.Api.Endpoints;

/// <summary><c>/clients</c>: what calls the service from elsewhere, served by the service that it fits.</summary>
internal static class ClientRoutes
{
    private const string Path = $"/clients/{PythonClient.FileName}";

    /// <summary>Maps the routes.</summary>
    /// <param name="routes">Where to map them.</param>
    public static void MapClients(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Python).WithName("python-client").WithTags(Tags.Clients)
            .Produces<string>(StatusCodes.Status200OK, PythonClient.MediaType)
            .Produces(StatusCodes.Status304NotModified);
        routes.MapMethods(Path, [HttpMethods.Head], Python).ExcludeFromDescription();
    }

    /// <summary>The client for Python, one file for notebooks and graders.</summary>
    /// <remarks>Needs Python 3.8 or later and nothing else; with NumPy it takes and gives arrays. Ask again with `If-None-Match` to learn whether it changed.</remarks>
    /// <response code="200">The file.</response>
    /// <response code="304">It is the one that `If-None-Match` names.</response>
    private static FileContentHttpResult Python(HttpResponse response)
    {
        // Kept, but asked about: a client from before an update of the service is not taken for the one of today.
        response.Headers.CacheControl = "no-cache";
        return TypedResults.Bytes(PythonClient.Content, $"{PythonClient.MediaType}; charset=utf-8", entityTag: PythonClient.Tag);
    }
}
