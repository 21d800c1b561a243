using System.Text.Json;
using GradCheck.Api.Bodies;
using GradCheck.Api.Limits;
using GradCheck.Layers;

namespace GradCheck.Api.Description;

/// <summary>A small batch for each layer, to show its routes with: rows or images.</summary>
internal static class ExampleBatches
{
    private const string Matrix = """
        "x": [[1, 2, 3], [2, 4, 1], [3, 6, 5], [6, 8, 7]],
        "gamma": [1, 2, 0.5],
        "beta": [0, -1, 1],
        "dout": [[1, 0, 2], [0, 1, -1], [-1, 2, 1], [0.5, -1, 0]]
        """;

    private const string Images = """
        "x": [[[[1, 2], [4, 3]], [[0, 5], [1, 2]]], [[[2, 2], [6, 1]], [[3, 1], [4, 0]]]],
        "gamma": [1, 2],
        "beta": [0, -1],
        "dout": [[[[1, 0], [2, -1]], [[0, 1], [-1, 2]]], [[[0.5, 1], [-2, 0]], [[1, 1], [0, -1]]]]
        """;

    /// <summary>How examples are read and written: as the service does it.</summary>
    public static JsonSerializerOptions Options { get; } = Configured();

    /// <summary>The fields of a layer's batch, as JSON without the braces.</summary>
    /// <param name="layer">The layer.</param>
    public static string Of(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return layer.Rank == 2 ? Matrix : layer.TakesGroups ? $"{Images}, \"groups\": 1" : Images;
    }

    /// <summary>Reads a request as the service does it.</summary>
    /// <typeparam name="T">The contract.</typeparam>
    /// <param name="body">The request.</param>
    public static T Read<T>(string body) => JsonSerializer.Deserialize<T>(body, Options)!;

    /// <summary>An example: a request and what the service says to it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="summary">What it shows.</param>
    /// <param name="request">The request.</param>
    /// <param name="answer">The answer.</param>
    public static IEnumerable<ExampleMetadata> Example(string name, string summary, string request, object answer) =>
        [new(name, summary, request), Answer(name, summary, answer)];

    /// <summary>An example of what the service answers.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="summary">What it shows.</param>
    /// <param name="answer">The answer.</param>
    public static ExampleMetadata Answer(string name, string summary, object answer) =>
        new(name, summary, JsonSerializer.Serialize(answer, Options), StatusCodes.Status200OK);

    private static JsonSerializerOptions Configured()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        WireJson.Configure(options, new RequestLimits());
        return options;
    }
}
