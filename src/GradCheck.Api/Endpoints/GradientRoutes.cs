using GradCheck.Api.Bodies;
using GradCheck.Api.Contracts;
using GradCheck.Api.Description;
using GradCheck.Api.Limits;
using GradCheck.Api.Requests;
using GradCheck.Comparison;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Numeric;
using Microsoft.Extensions.Options;

namespace GradCheck.Api.Endpoints;

/// <summary><c>/v1/{layer}/gradients</c>: a batch forward and backward, on request with numeric gradients.</summary>
internal static class GradientRoutes
{
    /// <summary>Maps the routes.</summary>
    /// <param name="routes">Where to map them.</param>
    public static void MapGradients(this IEndpointRouteBuilder routes)
    {
        var limits = routes.ServiceProvider.GetRequiredService<IOptions<RequestLimits>>().Value;
        routes.MapBatch(
                "gradients",
                layer => new GradientsRequestValidator(layer, limits),
                (layer, request, cancellation) => Answer(CheckedInput.From(layer, request), request, limits, cancellation),
                GradientExamples.Of)
            .WithName("gradients")
            .WithTags(Tags.Gradients)
            .WithSummary("Forward, backward, and numeric gradients on request.")
            .WithDescription("What the layer makes of a batch, and the gradients of `L = sum(out * dout)`.");
    }

    /// <summary>Answers a request that passed its rules.</summary>
    /// <param name="batch">Its batch.</param>
    /// <param name="request">What else it asks for.</param>
    /// <param name="limits">What numeric gradients may cost.</param>
    /// <param name="cancellation">Ends numeric work.</param>
    internal static GradientsResponse Answer(CheckedInput batch, GradientsRequest request, RequestLimits limits, CancellationToken cancellation)
    {
        var numeric = NumericPlan.From(request.Numeric, batch.Input, limits);
        var forward = ForwardPass.Run(batch.Input, batch.Statistics);
        var gradients = ClosedFormBackward.Run(forward);
        var include = request.Include?.Value ?? [];
        var staged = numeric is null && include.Count == 0 ? null : StagedBackward.Run(forward);
        var response = GradientsResponse.From(forward, gradients) with
        {
            Intermediates = include.Contains(Includes.Intermediates) ? IntermediatesDocument.From(forward, staged!) : null,
            Paths = include.Contains(Includes.Paths) ? PathsDocument.From(staged!.Paths) : null,
            Numeric = numeric is null ? null : Compare(GroupGradient.Run(forward, numeric.Method, numeric.Step, cancellation), forward, staged!, gradients),
        };
        return response with { Warnings = [.. BatchWarnings.Of(request, forward, response)] };
    }

    private static NumericResponse Compare(NumericGradients numeric, ForwardResult forward, StagedGradients staged, Gradients gradients)
    {
        var dx = NumericComparison.Of(gradients.Dx, numeric.Dx, ErrorScale.OfDx(forward, staged.Paths), Tolerance.Default);
        var dgamma = NumericComparison.Of(gradients.Dgamma, numeric.Dgamma, ErrorScale.OfDgamma(forward), Tolerance.Default);
        var dbeta = NumericComparison.Of(gradients.Dbeta, numeric.Dbeta, ErrorScale.OfDbeta(forward), Tolerance.Default);
        return new()
        {
            Method = numeric.Method.Id,
            Step = numeric.Step,
            Verdict = new[] { dx.Verdict, dgamma.Verdict, dbeta.Verdict }.Max(),
            Dx = NumericTensorDocument.From(numeric.Dx, dx),
            Dgamma = NumericTensorDocument.From(numeric.Dgamma, dgamma),
            Dbeta = NumericTensorDocument.From(numeric.Dbeta, dbeta),
        };
    }
}
