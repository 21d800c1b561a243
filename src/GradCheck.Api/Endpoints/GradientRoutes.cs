using GradCheck.Api.Contracts;
using GradCheck.Api.Limits;
using GradCheck.Api.Requests;
using GradCheck.Comparison;

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
        var (batch, asked, include) = plan;
        var pass = batch.Run();
        var numeric = asked is null ? null : NumericReport.Of(pass, asked.Method, asked.Step, cancellation);
        return GradientsResponse.From(pass) with
        {
            Intermediates = include.Contains(GradientsPart.Intermediates) ? IntermediatesDocument.From(pass) : null,
            Paths = include.Contains(GradientsPart.Paths) ? pass.Staged.Paths : null,
            Numeric = numeric is null ? null : NumericResponse.From(numeric),
            Warnings = [.. BatchWarnings.Of(batch, PassNotes.Of(pass, numeric))],
        };
    }
}
