using GradCheck.Api.Contracts;
using GradCheck.Api.Formats;
using GradCheck.Api.Limits;
using GradCheck.Api.Setup;
using GradCheck.Api.Validation;
using GradCheck.Diagnosis;
using GradCheck.Layers;
using Microsoft.AspNetCore.Http.HttpResults;
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
        foreach (var layer in LayerCatalog.All)
        {
            var validator = new CheckRequestValidator(layer, limits);
            routes.MapPost($"/v1/{layer.Id}/check", (HttpContext context, RequestReader reader) => Check(layer, validator, context, reader))
                .WithName($"{layer.Id}-check")
                .WithTags(layer.Title)
                .WithSummary($"{layer.Title}: judges what your code computed, and says what is wrong with it.")
                .WithDescription("Post the batch and any of the tensors that your own code made of it. Each is judged; a wrong one comes with the mistake behind it, in the words of the derivation, or with `unknown` where no known mistake explains it. A wrong answer is a 200 with a verdict. `x` has shape " + $"`{layer.ShapeText}`, `gamma` and `beta` have `{layer.ParameterShapeText}`.")
                .Accepts<CheckRequest>("application/json")
                .ProducesRequestProblems()
                .WithMetadata(new ExampleSource(() => CheckExamples.Of(layer)));
        }
    }

    private static async Task<Ok<CheckResponse>> Check(Layer layer, CheckRequestValidator validator, HttpContext context, RequestReader reader)
    {
        var request = await reader.ReadAsync(context.Request, validator);
        return TypedResults.Ok(Answer(CheckedSubmission.From(layer, request), request, context.RequestAborted));
    }

    /// <summary>Answers a request that passed its rules.</summary>
    /// <param name="submission">Its submission.</param>
    /// <param name="request">The request.</param>
    /// <param name="cancellation">Ends the search for a cause.</param>
    internal static CheckResponse Answer(CheckedSubmission submission, CheckRequest request, CancellationToken cancellation)
    {
        var report = Checker.Check(submission.Forward, submission.Submitted, submission.Options, cancellation);
        var response = CheckResponse.From(report, submission.Reveal);
        return response with { Warnings = [.. BatchWarnings.InexactIntegers(request).Select(CheckWarningDocument.From), .. response.Warnings] };
    }
}
