using System.Text.Json;
using GradCheck.Api.Contracts;
using GradCheck.Api.Description;
using GradCheck.Api.Requests;
using GradCheck.Layers;

namespace GradCheck.Api.Endpoints;

/// <summary>Worked examples of <c>/second-order</c>; the answers are what the service itself says to the requests.</summary>
internal static class SecondOrderExamples
{
    /// <summary>The examples of a layer's route.</summary>
    /// <param name="layer">The layer.</param>
    public static IEnumerable<ExampleMetadata> Of(Layer layer)
    {
        var weights = ExampleBatches.Read<GradientsRequest>($"{{ {ExampleBatches.Of(layer)} }}").X!.Value!;
        var body = $"{{ {ExampleBatches.Of(layer)}, \"direction\": {{ \"dx\": {JsonSerializer.Serialize(weights, ExampleBatches.Options)} }} }}";
        var request = ExampleBatches.Read<SecondOrderRequest>(body);
        return ExampleBatches.Example("direction", "The gradient of sum(x * dx).", body, SecondOrderRoutes.Answer(CheckedInput.From(layer, request), request, new(), CancellationToken.None));
    }
}
