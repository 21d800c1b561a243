using GradCheck.Api.Bodies;
using GradCheck.Api.Contracts;
using GradCheck.Api.Description;
using GradCheck.Api.Limits;
using GradCheck.Api.Requests;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Sweep;
using Microsoft.Extensions.Options;

namespace GradCheck.Api.Endpoints;

/// <summary><c>/v1/{layer}/step-sweep</c>: why 1e-5 and not 1e-12.</summary>
internal static class StepSweepRoutes
{
    /// <summary>Maps the routes.</summary>
    /// <param name="routes">Where to map them.</param>
    public static void MapStepSweep(this IEndpointRouteBuilder routes)
    {
        var limits = routes.ServiceProvider.GetRequiredService<IOptions<RequestLimits>>().Value;
        routes.MapBatch(
                "step-sweep",
                layer => new StepSweepRequestValidator(layer, limits),
                (layer, request, cancellation) => Answer(CheckedInput.From(layer, request), request, limits, cancellation),
                Examples)
            .WithName("step-sweep")
            .WithTags(Tags.Gradients)
            .WithSummary("The error of the numeric gradient against the step, for each method.")
            .WithDescription("Steps from 1e-1 to 1e-14. Too large a step truncates the series, too small a one loses the difference to rounding: for differences the curve is a V, with a slope of 2 on the one side and of -1 on the other; the complex step subtracts nothing and is flat.");
    }

    private static StepSweepResponse Answer(CheckedInput batch, StepSweepRequest request, RequestLimits limits, CancellationToken cancellation)
    {
        var input = batch.Input;
        NumericBudget.Spend("Sweeps of the step", input.X.Shape, StepSweep.WorkOf(input), limits);
        var forward = ForwardPass.Run(input, batch.Statistics);
        return new()
        {
            Layer = input.Layer.Id,
            Shape = input.X.Shape.Sizes.ToArray(),
            Methods = [.. StepSweep.Run(forward, cancellation).Select(SweepDocument.From)],
            Warnings = [.. BatchWarnings.Of(request, forward)],
        };
    }

    private static IEnumerable<ExampleMetadata> Examples(Layer layer)
    {
        var body = $"{{ {ExampleBatches.Of(layer)} }}";
        var request = ExampleBatches.Read<StepSweepRequest>(body);
        return ExampleBatches.Example("batch", "The sweep of a small batch.", body, Answer(CheckedInput.From(layer, request), request, new(), CancellationToken.None));
    }
}
