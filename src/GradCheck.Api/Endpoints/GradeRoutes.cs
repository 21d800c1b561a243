using GradCheck.Api.Contracts;
using GradCheck.Api.Description;
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
        var validators = new RulesByLayer<GradeRequest>(layer => new GradeRequestValidator(layer, limits));
        GradeRoute.Map(
                routes,
                $"{LayerPath.Prefix}/grade",
                context => validators[LayerPath.Of(context)],
                (context, request) => Grade(GradePlan.From(LayerPath.Of(context), request, limits), context.RequestAborted),
                LayerPath.ExamplesOf(GradeExamples.Of))
            .WithName("grade")
            .WithTags(Tags.Tensors)
            .WithSummary("Grades what your code made of several cases, against a rubric.")
            .WithDescription("For autograders. The inputs are made again from each seed, as `/cases` gave them; the points are shared by the cases, and each tensor comes with its reason. Whatever a student submitted, or failed to, is a 200 with a score. With `?format=` the answer is the file that a grader reads, after a failure too: then the status tells of it.");
    }

    /// <summary>Grades a request that passed its rules.</summary>
    /// <param name="plan">What is to be graded.</param>
    /// <param name="cancellation">Ends the search for causes.</param>
    internal static GradeReport Grade(GradePlan plan, CancellationToken cancellation) =>
        TensorGrader.Grade(plan.Title, plan.Rubric, plan.Cases, plan.Reveal, plan.Options, cancellation);
}
