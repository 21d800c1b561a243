using GradCheck.Api.Description;
using GradCheck.Api.Limits;
using GradCheck.Api.Requests;
using GradCheck.Grading;
using GradCheck.Programs.Grading;
using Microsoft.Extensions.Options;

namespace GradCheck.Api.Endpoints;

/// <summary><c>/v1/programs/grade</c>: a student's own code against a rubric.</summary>
internal static class ProgramGradeRoutes
{
    /// <summary>Maps the route.</summary>
    /// <param name="routes">Where to map it.</param>
    public static void MapProgramGrades(this IEndpointRouteBuilder routes)
    {
        var limits = routes.ServiceProvider.GetRequiredService<IOptions<RequestLimits>>().Value;
        var validator = new ProgramGradeRequestValidator(limits);
        GradeRoute.Map(
                routes,
                "/v1/programs/grade",
                _ => validator,
                (context, request) => Grade(ProgramGradePlan.From(request, limits), context.RequestAborted),
                new(ProgramGradeExamples.All))
            .WithName("programs-grade")
            .WithTags(Tags.Programs)
            .WithSummary("Grades a student's own code against a rubric: the forward pass, each gradient, test mode.")
            .WithDescription("For autograders. Takes what `/v1/programs/check` takes, and a rubric; each part comes with its points, its reason, and the line that is wrong. Whatever a student submitted, or failed to, is a 200 with a score; what could not be proven earns nothing. With `?format=` the answer is the file that a grader reads, after a failure too: then the status tells of it.");
    }

    /// <summary>Grades a request that passed its rules.</summary>
    /// <param name="plan">What is to be graded.</param>
    /// <param name="cancellation">Ends the check.</param>
    internal static GradeReport Grade(ProgramGradePlan plan, CancellationToken cancellation) =>
        ProgramGrader.Grade(plan.Title, plan.Rubric, plan.Program.Request, plan.Reveal, plan.Program.Limits, cancellation);
}
