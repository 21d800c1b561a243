using GradCheck.Api.Contracts;
using GradCheck.Api.Description;
using GradCheck.Api.Problems;
using GradCheck.Python.Source;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GradCheck.Api.Endpoints;

/// <summary><c>/problems</c>: what the URIs in problem details lead to.</summary>
internal static class ProblemRoutes
{
    /// <summary>Maps the routes.</summary>
    /// <param name="routes">Where to map them.</param>
    public static void MapProblems(this IEndpointRouteBuilder routes)
    {
        var problems = routes.MapGroup("/problems").WithTags(Tags.Problems);
        problems.MapGet("/", List).WithName("problems")
            .WithMetadata(new ExampleSource(() => [ExampleBatches.Answer("problems", "Every kind.", ProblemTypes.All.Select(ProblemTypeDocument.From))]));
        problems.MapGet("/{slug}", Explain).WithName("problem").ProducesProblem(StatusCodes.Status404NotFound)
            .WithMetadata(
                new QueryParameter("slug", "string", "The last part of the problem's `type`.", [], $"\"{ProblemTypes.InvalidRequest.Slug}\""),
                new ExampleSource(() => [ExampleBatches.Answer(ProblemTypes.InvalidRequest.Slug, ProblemTypes.InvalidRequest.Title, ProblemTypeDocument.From(ProblemTypes.InvalidRequest))]));
    }

    /// <summary>Every kind of problem that the service answers with.</summary>
    /// <response code="200">The kinds.</response>
    private static Ok<IReadOnlyList<ProblemTypeDocument>> List() =>
        TypedResults.Ok<IReadOnlyList<ProblemTypeDocument>>([.. ProblemTypes.All.Select(ProblemTypeDocument.From)]);

    /// <summary>What a kind of problem means, and what to do about it.</summary>
    /// <param name="slug">The last part of the problem's `type`.</param>
    /// <response code="200">The explanation.</response>
    /// <response code="404">There is no such kind.</response>
    private static Ok<ProblemTypeDocument> Explain(string slug) =>
        ProblemTypes.All.FirstOrDefault(type => type.Slug == slug) is { } known
            ? TypedResults.Ok(ProblemTypeDocument.From(known))
            : throw new ProblemException(ProblemTypes.NotFound, $"There is no kind of problem of that name{NearestName.Clause(slug, ProblemTypes.All.Select(type => type.Slug))}.");
}
