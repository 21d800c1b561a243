using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GradCheck.Api.Tests.Support;

namespace GradCheck.Api.Tests.Documents;

/// <summary>Every request in the documents, sent; the answer below it is what the service says.</summary>
public partial class DocsTests(ServiceFactory service) : IClassFixture<ServiceFactory>
{
    private const int WidestLine = 118;
    private const string Quoted = "\"<NaN>\"";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly HttpClient client = service.CreateClient();

    public static TheoryData<string> Documents()
    {
        var files = Directory.GetFiles(Repository.PathOf("docs"), "*.md").Append(Repository.PathOf("README.md"));
        return [.. files.Where(file => Examples().IsMatch(File.ReadAllText(file))).Select(file => Path.GetRelativePath(Repository.Root, file)).Order(StringComparer.Ordinal)];
    }

    /// <summary>With GRADCHECK_UPDATE=1 the answers are stored as they are.</summary>
    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Document_EachRequest_IsAnsweredAsItSays(string document)
    {
        var file = Repository.PathOf(document);
        var text = await File.ReadAllTextAsync(file);
        var updated = text;
        foreach (var example in Examples().Matches(text).Reverse())
        {
            using var content = Wire.Json(example.Groups["body"].Value);
            using var answer = await client.PostAsync(new Uri(example.Groups["path"].Value, UriKind.Relative), content);
            var said = (await answer.Content.ReadAsStringAsync()).TrimEnd('\n');
            var documented = example.Groups["answer"];
            if (example.Groups["language"].Value == "text")
            {
                updated = updated.Remove(documented.Index, documented.Length).Insert(documented.Index, said);
                Assert.True(documented.Value == said || Environment.GetEnvironmentVariable("GRADCHECK_UPDATE") == "1", $"{document}: the answer to {example.Groups["body"].Value} is {said}");
                continue;
            }

            var actual = Parse(said);
            actual.AsObject().Remove("trace_id");
            if (Environment.GetEnvironmentVariable("GRADCHECK_UPDATE") == "1")
            {
                updated = updated.Remove(documented.Index, documented.Length).Insert(documented.Index, Print(actual, 0).Replace(Quoted, "NaN", StringComparison.Ordinal));
            }
            else
            {
                Assert.True(JsonSame.As(Parse(documented.Value), actual), $"{document}: the answer to {example.Groups["body"].Value} is {Print(actual, 0)}");
            }
        }

        if (updated != text)
        {
            await File.WriteAllTextAsync(file, updated);
        }
    }

    [Fact]
    public void Documents_WithRequests_AreFound() => Assert.NotEmpty(Documents());

    // Python's bare NaN, as a string that a JSON reader takes.
    private static JsonNode Parse(string text) => JsonNode.Parse(BareNaN().Replace(text, Quoted))!;

    // Objects a line a field, where they do not fit on one; arrays as they are.
    private static string Print(JsonNode? node, int indent)
    {
        var flat = Spaced().Replace(node?.ToJsonString(Readable) ?? "null", "$1 ");
        if (flat.Length + indent <= WidestLine || node is not (JsonObject or JsonArray))
        {
            return flat;
        }

        var inner = new string(' ', indent + 2);
        var (open, lines, close) = node is JsonObject fields
            ? ("{", fields.Select(field => $"{inner}\"{field.Key}\": {Print(field.Value, indent + 2)}"), "}")
            : ("[", node.AsArray().Select(item => inner + Print(item, indent + 2)), "]");
        return $"{open}\n{string.Join(",\n", lines)}\n{new string(' ', indent)}{close}";
    }

    [GeneratedRegex(@"```bash\ncurl -s '?http://localhost:8080(?<path>[^\s']+)'? -H 'Content-Type: application/json' -d '(?<body>[^']*)'\n```\n\n```(?<language>json|text)\n(?<answer>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Examples();

    [GeneratedRegex("(?<=[:,[]\\s*)NaN")]
    private static partial Regex BareNaN();

    // After a colon or comma outside strings.
    [GeneratedRegex("(?<=^(?:[^\"]|\"(?:[^\"\\\\]|\\\\.)*\")*)([:,])")]
    private static partial Regex Spaced();
}
