using System.Text.Json;
using GradCheck.Api.Contracts;
using GradCheck.Api.Description;
using GradCheck.Layers;

namespace GradCheck.Api.Endpoints;

/// <summary>Worked examples of <c>/second-order</c>; the answers are what the service itself says to the requests.</summary>
internal static class SecondOrderExamples
{
    /// <summary>The examples of a layer's route.</summary>
    /// <param name="layer">The layer.</param>
    public static IEnumerable<ExampleRequest> Of(Layer layer)
    {
        var batch = ExampleBatches.Of(layer);
        var weights = JsonSerializer.Serialize(ExampleBatches.Read<GradientsRequest>($"{{ {batch} }}").X!.Value!, ExampleBatches.Options);
        return [new("direction", "The gradient of sum(x * dx).", $"{{ {batch}, \"direction\": {{ \"dx\": {weights} }} }}")];
    }
}
