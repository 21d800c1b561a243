using GradCheck.Api.Contracts;
using GradCheck.Api.Limits;
using GradCheck.Api.Requests;
using GradCheck.Grading;

namespace GradCheck.Api.Endpoints;

/// <summary><c>/v1/{layer}/grade</c>: submissions for several cases against a rubric.</summary>
internal static class GradeRoutes
{
    /// <summary>Maps the route.</summary>
    /// <param name="layers">The routes of the layers.</param>
    /// <param name="limits">What a request may hold and cost.</param>
    public static void MapGrades(this IEndpointRouteBuilder layers, RequestLimits limits)
    {
        var rules = new RulesByLayer<GradeRequestValidator>(layer => new(layer, limits));
        GradeRoute.Map(
                layers,
                "/grade",
                context => rules[LayerPath.Of(context)],
                Grade,
                LayerPath.ExamplesOf(layer => GradeExamples.Of(layer).SelectMany(example => example.AnsweredBy<GradeRequest>(request => GradeResponse.From(Grade(rules[layer].Read(request), default))))))
            .WithName("grade")
            .WithSummary("Grades what your code made of several cases, against a rubric.")
            .WithDescription("For autograders. The inputs are made again from each seed, as `/cases` gave them; the points are shared by the cases, and each tensor comes with its reason. Whatever a student submitted, or failed to, is a 200 with a score. With `?format=` the answer is the file that a grader reads, after a failure too: then the status tells of it.");
    }

    private static GradeReport Grade(GradePlan plan, CancellationToken cancellation) =>
        TensorGrader.Grade(plan.Title, plan.Rubric, plan.Cases, plan.Reveal, plan.Options, cancellation);
}
