using GradCheck.Api.Contracts;
using GradCheck.Api.Limits;
using GradCheck.Api.Requests;
using GradCheck.Grading;
using GradCheck.Programs.Grading;

namespace GradCheck.Api.Endpoints;

/// <summary><c>/v1/programs/grade</c>: a student's own code against a rubric.</summary>
internal static class ProgramGradeRoutes
{
    /// <summary>Maps the route.</summary>
    /// <param name="programs">The routes of programs.</param>
    /// <param name="limits">What a request may hold and cost.</param>
    public static void MapProgramGrades(this IEndpointRouteBuilder programs, RequestLimits limits)
    {
        var rules = new Lazy<ProgramGradeRequestValidator>(() => new(limits));
        GradeRoute.Map(
                programs,
                "/grade",
                _ => rules.Value,
                Grade,
                new(() => ProgramGradeExamples.Mistake.AnsweredBy<ProgramGradeRequest>(request => GradeResponse.From(Grade(new ProgramGradeRequestValidator(ProgramExamples.Limits).Read(request), default)))))
            .WithName("programs-grade")
            .WithSummary("Grades a student's own code against a rubric: the forward pass, each gradient, test mode.")
            .WithDescription("For autograders. Takes what `/v1/programs/check` takes, and a rubric; each part comes with its points, its reason, and the line that is wrong. Whatever a student submitted, or failed to, is a 200 with a score; what could not be proven earns nothing. With `?format=` the answer is the file that a grader reads, after a failure too: then the status tells of it.");
    }

    private static GradeReport Grade(ProgramGradePlan plan, CancellationToken cancellation) =>
        ProgramGrader.Grade(plan.Title, plan.Rubric, plan.Program.Request, plan.Reveal, plan.Program.Limits, cancellation);
}
