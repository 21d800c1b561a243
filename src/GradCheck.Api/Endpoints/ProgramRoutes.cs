using GradCheck.Api.Bodies;
using GradCheck.Api.Contracts;
using GradCheck.Api.Description;
using GradCheck.Api.Limits;
using GradCheck.Api.Requests;
using GradCheck.Programs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace GradCheck.Api.Endpoints;

/// <summary><c>/v1/programs/check</c>: a student's own code, line by line.</summary>
internal static class ProgramRoutes
{
    /// <summary>Maps the routes.</summary>
    /// <param name="routes">Where to map them.</param>
    public static void MapPrograms(this IEndpointRouteBuilder routes)
    {
        var limits = routes.ServiceProvider.GetRequiredService<IOptions<RequestLimits>>().Value;
        var validator = new ProgramCheckRequestValidator(limits);
        routes.MapPost("/v1/programs/check", CheckAsync)
            .WithName("programs-check")
            .WithTags(Tags.Programs)
            .WithSummary("A student's own forward and backward code, checked line by line: the first line that departs, and why.")
            .WithDescription("Post the file, or the functions. No Python runs: the code is interpreted in a safe subset of Python and NumPy (docs/language.md). Each line of the backward pass is held against the true gradient of what the forward pass made; the first one that departs is named, with the mistake and, where a small edit of the line makes everything right, that edit. A wrong program is a 200 with a verdict.")
            .Accepts<ProgramCheckRequest>(MediaTypes.Json, MediaTypes.Npz, MediaTypes.Form)
            .ProducesRequestProblems()
            .WithMetadata(new ExampleSource(ProgramExamples.All));

        async Task<Ok<ProgramCheckResponse>> CheckAsync(HttpContext context, RequestReader reader) =>
            TypedResults.Ok(Answer(CheckedProgram.From(validator.Require(await reader.ReadAsync<ProgramCheckRequest>(context.Request)), limits), context.RequestAborted));
    }

    /// <summary>Answers a request that passed its rules.</summary>
    /// <param name="program">The program.</param>
    /// <param name="cancellation">Ends the check.</param>
    internal static ProgramCheckResponse Answer(CheckedProgram program, CancellationToken cancellation) =>
        ProgramCheckResponse.From(ProgramChecker.Check(program.Request, program.Limits, cancellation), program.Include);
}
