using System.Text.Json;
using System.Text.Json.Nodes;

namespace GradCheck.Api.Tests.Support;

/// <summary>The programs beside the tests, and requests that hold them.</summary>
public static class StudentPrograms
{
    /// <summary>The text of a right program with pieces of it replaced; each stands there once.</summary>
    public static string Right(string file, params (string Old, string New)[] edits)
    {
        ArgumentNullException.ThrowIfNull(edits);
        var text = File.ReadAllText(Repository.PathOf("tests", "GradCheck.Programs.Tests", "Cases", "right", file + ".py"));
        foreach (var (old, made) in edits)
        {
            Assert.Equal(2, text.Split(old).Length);
            text = text.Replace(old, made, StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>The body of a request with a file.</summary>
    public static string Body(string layer, string code, string more = "") =>
        $"{{\"layer\": {JsonSerializer.Serialize(layer)}, \"code\": {JsonSerializer.Serialize(code)}{(more.Length > 0 ? ", " + more : string.Empty)}}}";

    /// <summary>Sends a file and takes the report.</summary>
    public static async Task<JsonNode> CheckAsync(this HttpClient client, string layer, string code, string more = "")
    {
        var (status, body) = await client.PostAsync("/v1/programs/check", Body(layer, code, more));
        Assert.True(status == 200, body.ToJsonString());
        return body;
    }

    /// <summary>The text of a field, <c>first_wrong_line.finding.code</c>.</summary>
    public static string? Text(this JsonNode report, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Split('.').Aggregate((JsonNode?)report, (node, name) => node?[name])?.ToString();
    }
}
