using GradCheck.Api.Bodies;
using GradCheck.Api.Contracts;
using GradCheck.Api.Description;
using GradCheck.Api.Fields;
using GradCheck.Api.Grades;
using GradCheck.Api.Requests;
using GradCheck.Grading;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GradCheck.Api.Endpoints;

/// <summary>What every route that grades has in common: a body is graded, and the report written as <c>?format=</c> asks.</summary>
/// <remarks>A route is known by this type in its metadata, so that a failure is written in the grader's format too: see <see cref="GradeFailureWriter"/>.</remarks>
internal sealed class GradeRoute
{
    private GradeRoute()
    {
    }

    /// <summary>Maps a route that grades; the caller adds the words.</summary>
    /// <typeparam name="TRequest">The contract of the body.</typeparam>
    /// <typeparam name="TPlan">What a body asks for.</typeparam>
    /// <param name="routes">Where to map it.</param>
    /// <param name="path">The path.</param>
    /// <param name="rules">The rules of the body of a request.</param>
    /// <param name="grade">Grades what was asked for; the token is that of a client that leaves.</param>
    /// <param name="examples">The examples of the description.</param>
    public static RouteHandlerBuilder Map<TRequest, TPlan>(
        IEndpointRouteBuilder routes,
        string path,
        Func<HttpContext, ReadingValidator<TRequest, TPlan>> rules,
        Func<TPlan, CancellationToken, GradeReport> grade,
        ExampleSource examples)
        where TRequest : RequestObject
    {
        var queries = new GradeQueryValidator();

        // A body that is announced as nothing that the other reads comes to this one, to be refused in the grader's format.
        routes.MapPost(path, Handle).WithMetadata(new GradeRoute()).ExcludeFromDescription();
        return routes.MapPost(path, Handle)
            .Accepts<TRequest>(MediaTypes.Json, MediaTypes.Npz, MediaTypes.Form)
            .ProducesRequestProblems()
            .WithMetadata(
                new GradeRoute(),
                examples,
                new QueryParameter(GradeQueryValidator.Format, "string", "The grader to write the answer for, in its own format; JSON without it.", [.. GradeFormats.Names], null));

        async Task<Results<Ok<GradeResponse>, ContentHttpResult>> Handle(HttpContext context, RequestReader reader)
        {
            var format = queries.Read(context.Request.Query);
            var plan = rules(context).Read(await reader.ReadAsync<TRequest>(context.Request));
            var report = grade(plan, context.RequestAborted);
            return format is null ? TypedResults.Ok(GradeResponse.From(report)) : TypedResults.Content(format.Write(report), MediaTypeOf(format));
        }
    }

    /// <summary>The media type of a format, with its encoding.</summary>
    /// <param name="format">The format.</param>
    public static string MediaTypeOf(IGradeFormat format) => $"{format.MediaType}; charset=utf-8";
}
