using GradCheck.Api.Bodies;
using GradCheck.Api.Contracts;
using GradCheck.Api.Description;
using GradCheck.Api.Limits;
using GradCheck.Api.Requests;
using GradCheck.Programs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GradCheck.Api.Endpoints;

/// <summary><c>/v1/programs/check</c>: a student's own code, line by line.</summary>
internal static class ProgramRoutes
{
    /// <summary>Maps the route.</summary>
    /// <param name="programs">The routes of programs.</param>
    /// <param name="limits">What a request may hold and cost.</param>
    public static void MapProgramChecks(this IEndpointRouteBuilder programs, RequestLimits limits)
    {
        var rules = new Lazy<ProgramCheckRequestValidator>(() => new(limits));
        programs.MapPost("/check", CheckAsync)
            .WithName("programs-check")
            .WithSummary("A student's own forward and backward code, checked line by line: the first line that departs, and why.")
            .WithDescription("Post the file, or the functions. No Python runs: the code is interpreted in a safe subset of Python and NumPy (docs/language.md). Each line of the backward pass is held against the true gradient of what the forward pass made; the first one that departs is named, with the mistake and, where a small edit of the line makes everything right, that edit. A wrong program is a 200 with a verdict.")
            .Accepts<ProgramCheckRequest>(MediaTypes.Json, MediaTypes.Npz, MediaTypes.Form)
            .ProducesRequestProblems()
            .WithMetadata(new ExampleSource(() => ProgramExamples.Mistake.AnsweredBy<ProgramCheckRequest>(request => Answer(new ProgramCheckRequestValidator(ProgramExamples.Limits).Read(request), default))));

        async Task<Ok<ProgramCheckResponse>> CheckAsync(HttpContext context, RequestReader reader)
        {
            var plan = rules.Value.Read(await reader.ReadAsync<ProgramCheckRequest>(context.Request));
            return TypedResults.Ok(Answer(plan, context.RequestAborted));
        }
    }

    private static ProgramCheckResponse Answer(ProgramPlan plan, CancellationToken cancellation) =>
        ProgramCheckResponse.From(ProgramChecker.Check(plan.Request, plan.Limits, cancellation), plan.Include);
}
