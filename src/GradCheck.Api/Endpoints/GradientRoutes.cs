using GradCheck.Api.Bodies;
using GradCheck.Api.Contracts;
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
    /// <summary>Maps the route.</summary>
    /// <param name="layers">The routes of the layers.</param>
    /// <param name="limits">What a request may hold and cost.</param>
    public static void MapGradients(this IEndpointRouteBuilder layers, RequestLimits limits) =>
        layers.MapBatch("/gradients", layer => new GradientsRequestValidator(layer, limits), Answer, GradientExamples.Of)
            .WithName("gradients")
            .WithSummary("Forward, backward, and numeric gradients on request.")
            .WithDescription("What the layer makes of a batch, and the gradients of `L = sum(out * dout)`.");

    private static GradientsResponse Answer(GradientsPlan plan, CancellationToken cancellation)
    {
        var (batch, numeric, include) = plan;
        var forward = batch.Run();
        var gradients = ClosedFormBackward.Run(forward);
        var staged = numeric is null && include.Count == 0 ? null : StagedBackward.Run(forward);
        var response = GradientsResponse.From(forward, gradients) with
        {
            Intermediates = include.Contains(GradientsPart.Intermediates) ? IntermediatesDocument.From(forward, staged!) : null,
            Paths = include.Contains(GradientsPart.Paths) ? PathsDocument.From(staged!.Paths) : null,
            Numeric = numeric is null ? null : Compare(GroupGradient.Run(forward, numeric.Method, numeric.Step, cancellation), forward, staged!, gradients),
        };
        return response with { Warnings = [.. BatchWarnings.Of(batch, forward, response)] };
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
