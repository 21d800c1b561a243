using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GradCheck.Api.Tests.Support;
using Json.Schema;

namespace GradCheck.Api.Tests.Documents;

/// <summary>What the service really answers, to right and to wrong submissions on every route, held against its own description.</summary>
public class SchemaTests(ServiceFactory service) : IClassFixture<ServiceFactory>
{
    private const string WrongRelu = "def relu_forward(x):\n    out = np.maximum(0, x)\n    return out, x\n\ndef relu_backward(dout, cache):\n    x = cache\n    return dout * (x < 0)\n";

    private static readonly Uri Description = new("/swagger/v1/swagger.json", UriKind.Relative);

    private static readonly EvaluationOptions Options = new() { OutputFormat = OutputFormat.List };

    private readonly HttpClient client = service.CreateClient();

    private readonly Dictionary<string, JsonSchema> built = [];

    [Fact]
    public async Task Answers_OfEveryRoute_AreAsDescribed()
    {
        // What schemas refer to lies where JSON Schema looks for it.
        var document = JsonNode.Parse((await client.GetStringAsync(Description)).Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal))!;
        var open = OperationsOf(document).ToHashSet();
        var wrong = new List<string>();
        foreach (var (address, body) in Examples(document).Concat(RandomRequest.Plain().Select(request => (request.Path, (string?)request.Body)).Where(IsDescribed)).Concat(Further()))
        {
            using var answer = body is null ? await client.GetAsync(new Uri(address, UriKind.Relative)) : await client.PostAsync(new Uri(address, UriKind.Relative), Wire.Json(body));
            var operation = OperationsOf(document).First(known => known.Method == (body is null ? "get" : "post") && Matches(known.Path, address));
            var status = ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
            var content = document["paths"]![operation.Path]![operation.Method]!["responses"]![status]?["content"];
            if (content?[answer.Content.Headers.ContentType!.MediaType!]?["schema"] is not { } schema)
            {
                wrong.Add($"{address}: {status} {answer.Content.Headers.ContentType} is not described");
                continue;
            }

            if (answer.IsSuccessStatusCode)
            {
                open.Remove(operation);
            }

            if (answer.Content.Headers.ContentType!.MediaType!.EndsWith("json", StringComparison.Ordinal))
            {
                wrong.AddRange(FaultsOf(document, schema, await answer.Content.ReadAsStringAsync()).Take(3).Select(fault => $"{address}: {fault}\n{body}"));
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count}\n{string.Join('\n', wrong.Take(20))}");
        Assert.Empty(open);
    }

    private static IEnumerable<(string Path, string Method)> OperationsOf(JsonNode document) =>
        document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => (path.Key, operation.Key)));

    private static IEnumerable<(string Path, string? Body)> Examples(JsonNode document) =>
        from operation in OperationsOf(document)
        where operation.Method == "post"
        from example in document["paths"]![operation.Path]!["post"]!["requestBody"]!["content"]!["application/json"]!["examples"]!.AsObject()
        select (operation.Path.Replace("{layer}", example.Key.Split('-')[0], StringComparison.Ordinal), (string?)example.Value!["value"]!.ToJsonString());

    private static IEnumerable<(string Path, string? Body)> Further() =>
    [
        ("/v1/layers", null), ("/v1/groupnorm/cases/7?include=answers", null), ("/v1/layernorm/cases/x", null), ("/v1/rmsnorm/derivation", null), ("/v1/batchnorm/derivation?mode=eval", null),
        ("/v1/batchnorm/derivation?mode=odd", null), ("/clients/gradcheck_client.py", null), ("/problems", null), ("/problems/invalid-request", null), ("/problems/none", null),
        ("/health/live", null), ("/health/ready", null),
        ("/v1/batchnorm/check", "{\"x\": [[1], [2], [4]], \"dout\": [[1], [3], [0]], \"submitted\": {\"dbeta\": [4]}, \"reveal\": \"verdict\"}"),
        ("/v1/batchnorm/check", "{\"x\": [[1], [2], [4]], \"dout\": [[1], [3], [0]], \"submitted\": {\"dbeta\": [4]}, \"tolerance\": 3}"),
        ("/v1/batchnorm/gradients", "{"), ("/v1/batchnorm/gradients", "{\"x\": 1}"), ("/v1/batchnorm/gradients", $"{{\"x\": [{string.Join(',', Enumerable.Repeat(0, 1_100_000))}]}}"),
        ("/v1/programs/check", StudentPrograms.Body("relu", WrongRelu)), ("/v1/programs/check", StudentPrograms.Body("relu", "import os\n")), ("/v1/programs/check", StudentPrograms.Body("relu", "x = (")),
        ("/v1/programs/check", StudentPrograms.Body("relus", WrongRelu)), ("/v1/programs/grade", StudentPrograms.Body("relu", WrongRelu, "\"include\": [\"example\"]")),
        ("/v1/programs/grade", StudentPrograms.Body("relu", "def")), ("/v1/layernorm/grade", "{\"rubric\": [{\"tensor\": \"dx\", \"points\": 2}], \"cases\": [{\"seed\": 1, \"error\": \"it stopped\"}]}"),
    ];

    // A grader's own format is that grader's to describe.
    private static bool IsDescribed((string Path, string? Body) request) => !request.Path.Contains("format=", StringComparison.Ordinal);

    private static bool Matches(string template, string address) =>
        Regex.IsMatch(address.Split('?')[0], $"^{Regex.Replace(template, @"\{\w+\}", "[^/]+")}$");

    private IEnumerable<string> FaultsOf(JsonNode document, JsonNode schema, string answer)
    {
        if (!built.TryGetValue(schema.ToJsonString(), out var whole))
        {
            var text = schema.DeepClone().AsObject();
            text["$defs"] = document["components"]!["schemas"]!.DeepClone();
            built[schema.ToJsonString()] = whole = JsonSchema.FromText(text.ToJsonString());
        }

        using var parsed = JsonDocument.Parse(answer);
        return whole.Evaluate(parsed.RootElement, Options) is { IsValid: false } results
            ? [.. (results.Details ?? []).Where(detail => detail.Errors is not null).SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation} {error.Value} ({detail.EvaluationPath})"))]
            : [];
    }
}
