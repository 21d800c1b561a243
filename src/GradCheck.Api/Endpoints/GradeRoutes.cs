using GradCheck.Api.Limits;
using GradCheck.Api.Requests;
using GradCheck.Grading;
using GradCheck.Layers;
using Microsoft.Extensions.Options;

namespace GradCheck.Api.Endpoints;

/// <summary><c>/v1/{layer}/grade</c>: submissions for several cases against a rubric.</summary>
internal static class GradeRoutes
{
    /// <summary>Maps the routes.</summary>
    /// <param name="routes">Where to map them.</param>
    public static void MapGrades(this IEndpointRouteBuilder routes)
    {
        var limits = routes.ServiceProvider.GetRequiredService<IOptions<RequestLimits>>().Value;
        foreach (var layer in LayerCatalog.All)
        {
            GradeRoute.Map(routes, $"/v1/{layer.Id}/grade", new GradeRequestValidator(layer, limits), (request, cancellation) => Grade(GradePlan.From(layer, request, limits), cancellation), () => GradeExamples.Of(layer))
                .WithName($"{layer.Id}-grade")
                .WithTags(layer.Title)
                .WithSummary($"{layer.Title}: grades what your code made of several cases, against a rubric.")
                .WithDescription("For autograders. The inputs are made again from each seed, as `/cases` gave them; the points are shared by the cases, and each tensor comes with its reason. Whatever a student submitted, or failed to, is a 200 with a score. With `?format=` the answer is the file that a grader reads, after a failure too: then the status tells of it.");
        }
    }

    /// <summary>Grades a request that passed its rules.</summary>
    /// <param name="plan">What is to be graded.</param>
    /// <param name="cancellation">Ends the search for causes.</param>
    internal static GradeReport Grade(GradePlan plan, CancellationToken cancellation) =>
        TensorGrader.Grade(plan.Title, plan.Rubric, plan.Cases, plan.Reveal, plan.Options, cancellation);
}
