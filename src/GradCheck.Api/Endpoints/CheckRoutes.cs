using GradCheck.Api.Contracts;
using GradCheck.Api.Limits;
using GradCheck.Api.Requests;
using GradCheck.Diagnosis;

namespace GradCheck.Api.Endpoints;

/// <summary><c>/v1/{layer}/check</c>: a student's own tensors, judged and diagnosed.</summary>
internal static class CheckRoutes
{
    /// <summary>Maps the route.</summary>
    /// <param name="layers">The routes of the layers.</param>
    /// <param name="limits">What a request may hold and cost.</param>
    public static void MapChecks(this IEndpointRouteBuilder layers, RequestLimits limits) =>
        layers.MapBatch("/check", layer => new CheckRequestValidator(layer, limits), Answer, CheckExamples.Of)
            .WithName("check")
            .WithSummary("Judges what your code computed, and says what is wrong with it.")
            .WithDescription("Post the batch and any of the tensors that your own code made of it. Each is judged; a wrong one comes with the mistake behind it, in the words of the derivation, or with `unknown` where no known mistake explains it. A wrong answer is a 200 with a verdict.");

    private static CheckResponse Answer(CheckPlan plan, CancellationToken cancellation)
    {
        var report = Checker.Check(plan.Batch.Run(), plan.Submitted, plan.Options, cancellation);
        var response = CheckResponse.From(report, plan.Reveal);
        return response with { Warnings = [.. plan.Batch.Remarks.Select(CheckWarningDocument.From), .. response.Warnings] };
    }
}
