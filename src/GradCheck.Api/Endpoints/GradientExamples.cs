using GradCheck.Api.Contracts;
using GradCheck.Api.Description;
using GradCheck.Api.Requests;
using GradCheck.Layers;

namespace GradCheck.Api.Endpoints;

/// <summary>Worked examples of <c>/gradients</c>; the answers are what the service itself says to the requests.</summary>
internal static class GradientExamples
{
    /// <summary>The examples of a layer's route.</summary>
    /// <param name="layer">The layer.</param>
    public static IEnumerable<ExampleMetadata> Of(Layer layer)
    {
        var batch = ExampleBatches.Of(layer);
        return
        [
            .. Example(layer, "batch", "A batch and its gradients.", $"{{ {batch} }}"),
            .. Example(layer, "numeric", "With numeric gradients and the paths of dx.", $"{{ {batch}, \"numeric\": true, \"include\": [\"paths\"] }}"),
        ];
    }

    private static IEnumerable<ExampleMetadata> Example(Layer layer, string name, string summary, string body)
    {
        var request = ExampleBatches.Read<GradientsRequest>(body);
        var answer = GradientRoutes.Answer(CheckedInput.From(layer, request), request, new(), CancellationToken.None);
        return ExampleBatches.Example(name, summary, body, answer);
    }
}
