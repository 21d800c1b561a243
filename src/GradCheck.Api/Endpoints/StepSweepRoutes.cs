using GradCheck.Api.Contracts;
using GradCheck.Api.Description;
using GradCheck.Api.Limits;
using GradCheck.Api.Requests;
using GradCheck.Sweep;

namespace GradCheck.Api.Endpoints;

/// <summary><c>/v1/{layer}/step-sweep</c>: why 1e-5 and not 1e-12.</summary>
internal static class StepSweepRoutes
{
    /// <summary>Maps the route.</summary>
    /// <param name="layers">The routes of the layers.</param>
    /// <param name="limits">What a request may hold and cost.</param>
    public static void MapStepSweep(this IEndpointRouteBuilder layers, RequestLimits limits) =>
        layers.MapBatch("/step-sweep", layer => new StepSweepRequestValidator(layer, limits), Answer, layer => [new("batch", "The sweep of a small batch.", $"{{ {ExampleBatches.Of(layer)} }}")])
            .WithName("step-sweep")
            .WithSummary("The error of the numeric gradient against the step, for each method.")
            .WithDescription("Steps from 1e-1 to 1e-14. Too large a step truncates the series, too small a one loses the difference to rounding: for differences the curve is a V, with a slope of 2 on the one side and of -1 on the other; the complex step subtracts nothing and is flat.");

    private static StepSweepResponse Answer(Batch batch, CancellationToken cancellation)
    {
        var pass = batch.Run();
        return new()
        {
            Layer = batch.Input.Layer.Id,
            Shape = batch.Input.X.Shape.Sizes.ToArray(),
            Methods = [.. StepSweep.Run(pass, cancellation).Select(SweepDocument.From)],
            Warnings = [.. BatchWarnings.Of(batch, pass)],
        };
    }
}
