using System.Reflection;
using GradCheck.Api.Bodies.Numpy;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace GradCheck.Api.Bodies;

/// <summary>An answer with tensors, in the format that was asked for.</summary>
/// <typeparam name="T">Its contract.</typeparam>
/// <param name="value">The answer.</param>
/// <param name="format">The format.</param>
internal sealed class Answer<T>(T value, AnswerFormat format) : IResult, IEndpointMetadataProvider
{
    /// <summary>Describes it.</summary>
    /// <param name="method">The handler.</param>
    /// <param name="builder">Receives the description.</param>
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), [MediaTypes.Json, MediaTypes.Npz]));
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status406NotAcceptable, typeof(Microsoft.AspNetCore.Mvc.ProblemDetails), ["application/problem+json"]));
    }

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.Vary = HeaderNames.Accept;
        return format == AnswerFormat.Json
            ? TypedResults.Ok(value).ExecuteAsync(httpContext)
            : TypedResults.Bytes(httpContext.RequestServices.GetRequiredService<NpzWriter>().Write(value!), MediaTypes.Npz).ExecuteAsync(httpContext);
    }
}
