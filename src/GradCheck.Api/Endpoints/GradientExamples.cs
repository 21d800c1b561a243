using System.Text.Json;
using GradCheck.Api.Contracts;
using GradCheck.Api.Limits;
using GradCheck.Api.Setup;
using GradCheck.Api.Validation;
using GradCheck.Layers;

namespace GradCheck.Api.Endpoints;

/// <summary>Worked examples of <c>/gradients</c>; the answers are what the service itself says to the requests.</summary>
internal static class GradientExamples
{
    private static readonly JsonSerializerOptions Options = Configured();

    private static readonly Dictionary<string, string> Batches = new()
    {
        ["batchnorm"] = """
            "x": [[1, 2, 3], [2, 4, 1], [3, 6, 5], [6, 8, 7]],
            "gamma": [1, 2, 0.5],
            "beta": [0, -1, 1],
            "dout": [[1, 0, 2], [0, 1, -1], [-1, 2, 1], [0.5, -1, 0]]
            """,
    };

    /// <summary>The examples of a layer's route.</summary>
    /// <param name="layer">The layer.</param>
    public static object[] Of(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        var batch = Batches[layer.Id];
        return
        [
            .. Example(layer, "batch", "A batch and its gradients.", $"{{ {batch} }}"),
            .. Example(layer, "numeric", "With numeric gradients and the three paths of dx.", $"{{ {batch}, \"numeric\": true, \"include\": [\"paths\"] }}"),
        ];
    }

    private static IEnumerable<ExampleMetadata> Example(Layer layer, string name, string summary, string body)
    {
        var request = JsonSerializer.Deserialize<GradientsRequest>(body, Options)!;
        var answer = GradientRoutes.Answer(CheckedInput.From(layer, request), request, new(), CancellationToken.None);
        yield return new(name, summary, body);
        yield return new(name, summary, JsonSerializer.Serialize(answer, Options), StatusCodes.Status200OK);
    }

    private static JsonSerializerOptions Configured()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        JsonSetup.Configure(options, new RequestLimits());
        return options;
    }
}
