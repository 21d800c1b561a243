using GradCheck.Api.Bodies;
using GradCheck.Api.Contracts;
using GradCheck.Api.Description;
using GradCheck.Api.Limits;
using GradCheck.Api.Requests;
using GradCheck.Diagnosis;
using GradCheck.Layers;
using Microsoft.Extensions.Options;

namespace GradCheck.Api.Endpoints;

/// <summary><c>/v1/{layer}/check</c>: a student's own tensors, judged and diagnosed.</summary>
internal static class CheckRoutes
{
    /// <summary>Maps the routes.</summary>
    /// <param name="routes">Where to map them.</param>
    public static void MapChecks(this IEndpointRouteBuilder routes)
    {
        var limits = routes.ServiceProvider.GetRequiredService<IOptions<RequestLimits>>().Value;
        routes.MapBatch(
                "check",
                layer => new CheckRequestValidator(layer, limits),
                (layer, request, cancellation) => Answer(CheckedSubmission.From(layer, request), request, cancellation),
                CheckExamples.Of)
            .WithName("check")
            .WithTags(Tags.Tensors)
            .WithSummary("Judges what your code computed, and says what is wrong with it.")
            .WithDescription("Post the batch and any of the tensors that your own code made of it. Each is judged; a wrong one comes with the mistake behind it, in the words of the derivation, or with `unknown` where no known mistake explains it. A wrong answer is a 200 with a verdict.");
    }

    /// <summary>Answers a request that passed its rules.</summary>
    /// <param name="submission">Its submission.</param>
    /// <param name="request">The request.</param>
    /// <param name="cancellation">Ends the search for a cause.</param>
    internal static CheckResponse Answer(CheckedSubmission submission, CheckRequest request, CancellationToken cancellation)
    {
        var report = Checker.Check(submission.Forward, submission.Submitted, submission.Options, cancellation);
        var response = CheckResponse.From(report, submission.Reveal);
        return response with { Warnings = [.. BatchWarnings.OfRequest(request, submission.Forward.Input).Select(CheckWarningDocument.From), .. response.Warnings] };
    }
}
