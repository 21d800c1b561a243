using GradCheck.Api.Description;
using GradCheck.Layers;

namespace GradCheck.Api.Endpoints;

/// <summary>Worked examples of <c>/gradients</c>; the answers are what the service itself says to the requests.</summary>
internal static class GradientExamples
{
    /// <summary>The examples of a layer's route.</summary>
    /// <param name="layer">The layer.</param>
    public static IEnumerable<ExampleRequest> Of(Layer layer) =>
    [
        new("batch", "A batch and its gradients.", $"{{ {ExampleBatches.Of(layer)} }}"),
        new("numeric", "With numeric gradients and the paths of dx.", $"{{ {ExampleBatches.Of(layer)}, \"numeric\": true, \"include\": [\"paths\"] }}"),
    ];
}
