using System.Text.Json;
using GradCheck.Api.Contracts;
using GradCheck.Api.Limits;
using GradCheck.Api.Setup;
using GradCheck.Api.Validation;
using GradCheck.Layers;

namespace GradCheck.Api.Endpoints;

/// <summary>Worked examples of <c>/check</c>; the answers are what the service itself says to the requests.</summary>
internal static class CheckExamples
{
    private static readonly JsonSerializerOptions Options = Configured();

    private static readonly Dictionary<string, (string Name, string Summary, string Body)[]> Requests = new()
    {
        ["batchnorm"] =
        [
            ("mistake", "A dx without the mean path, and a right dbeta.", """
                {
                  "x": [[1, 2], [2, 4], [3, 6], [6, 8]], "gamma": [2, 3], "dout": [[1, 0], [0, 1], [-1, 2], [0.5, -1]],
                  "submitted": {
                    "dx": [[0.9926830, -0.4024908], [-0.0381800, 1.2074780], [-1.0690434, 2.8174474], [0.6490622, -0.9391481]],
                    "dbeta": [0.5, 2]
                  },
                  "tolerance": { "rtol": 1e-6, "atol": 1e-6 }
                }
                """),
        ],
    };

    /// <summary>The examples of a layer's route.</summary>
    /// <param name="layer">The layer.</param>
    public static object[] Of(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return [.. Requests[layer.Id].SelectMany(example => Example(layer, example.Name, example.Summary, example.Body))];
    }

    private static IEnumerable<ExampleMetadata> Example(Layer layer, string name, string summary, string body)
    {
        var request = JsonSerializer.Deserialize<CheckRequest>(body, Options)!;
        var answer = CheckRoutes.Answer(CheckedSubmission.From(layer, request), request);
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
