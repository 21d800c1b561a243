using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GradCheck.Api.Fields;
using GradCheck.Api.Tests.Support;

namespace GradCheck.Api.Tests.Endpoints;

/// <summary>Requests rebuilt after public questions, each with what the answer has to say.</summary>
public class ReportTests(ServiceFactory service) : IClassFixture<ServiceFactory>
{
    private readonly HttpClient client = service.CreateClient();

    [Theory]
    [InlineData("02b", "dx: missing_gamma", "dgamma: match")]
    [InlineData("04b", "dx: unknown")]
    [InlineData("06", "dx: match float32_precision", "dgamma: match float32_precision", "dbeta: match float32_precision")]
    [InlineData("09", "dx: match float32_precision")]
    [InlineData("15", "running_mean: unbiased_mean", "running_var: match")]
    [InlineData("18", "dx: missing_variance_path statistics_treated_as_constants", "dgamma: match")]
    [InlineData("21c", "var: unbiased_variance", "xhat: unbiased_variance", "out: unbiased_variance", "dgamma: unbiased_variance", "dx: unbiased_variance")]
    [InlineData("23", "dgamma: uses_gamma_instead_of_xhat", "dbeta: match", "dx: match")]
    [InlineData("25", "out: std_instead_of_variance")]
    [InlineData("38", "out: eps_added_to_quotient unbiased_variance")]
    [InlineData("40", "out: eps_omitted unbiased_variance")]
    [InlineData("47b", "dx: not_finite")]
    [InlineData("61", "dx: not_finite")]
    [InlineData("63", "dx: match rounded", "dgamma: match rounded")]
    [InlineData("63b", "dx: match rounded", "dgamma: match rounded")]
    [InlineData("63c", "dx: match rounded")]
    [InlineData("63d", "dx: missing_mean_path")]
    [InlineData("63e", "dx: missing_mean_path")]
    [InlineData("70", "dx: common_factor", "dgamma: common_factor", "dbeta: common_factor")]
    public async Task Post_AReport_SaysWhatIsSo(string name, params string[] tensors)
    {
        var (status, text) = await SendAsync(name);

        Assert.Equal(200, status);
        var body = JsonNode.Parse(text.Replace("NaN", "null", StringComparison.Ordinal))!;
        Assert.Equal(tensors.Order(StringComparer.Ordinal), body["tensors"]!.AsObject().Select(tensor => $"{tensor.Key}: {SaidOf(tensor.Value!)}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Post_WithStrictNumbers_IsJsonForEveryParser()
    {
        var (_, loose) = await SendAsync("61");
        Assert.Contains("NaN", loose, StringComparison.Ordinal);
        var (status, strict) = await SendAsync("61", "?numbers=strict");

        Assert.Equal(200, status);
        using var document = JsonDocument.Parse(strict);
        Assert.Equal("mismatch", document.RootElement.GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task Grade_AtHint_TellsNoExpectedValue()
    {
        var (status, text) = await SendAsync("65");

        Assert.Equal(200, status);
        Assert.DoesNotContain("expected", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Grade_ForGradescope_AddsUp()
    {
        var (status, text) = await SendAsync("67");

        Assert.Equal(200, status);
        Assert.Equal(1.1m, JsonNode.Parse(text)!["tests"]!.AsArray().Sum(test => test!["max_score"]!.GetValue<decimal>()));
    }

    [Theory]
    [InlineData("fix", true)]
    [InlineData("cause", false)]
    [InlineData("cause", true)]
    [InlineData("hint", true)]
    public async Task Post_WithInclude_ShowsTheSmallestExample(string reveal, bool include)
    {
        var request = Read("63d")["body"]!;
        request["reveal"] = reveal;
        if (include)
        {
            request["include"] = new JsonArray("example");
        }

        var (status, text) = await PostAsync("/v1/batchnorm/check", request.ToJsonString());
        var example = JsonNode.Parse(text)!["tensors"]!["dx"]!["findings"]![0]!["example"];

        Assert.Equal(200, status);
        Assert.Equal(reveal == "fix" || (reveal == "cause" && include), example is not null);
        Assert.True(example is null || (example["tensor"]!.GetValue<string>() == "dx" && example["inputs"]!["x"]!.AsArray().Count <= 4));
    }

    [Fact]
    public async Task Post_InModeTest_IsInModeEval()
    {
        const string Batch = "\"x\": [[1], [3], [4], [8]], \"dout\": [[1], [2], [-1], [5]], \"running_mean\": [2], \"running_var\": [3], \"submitted\": {\"dbeta\": [7]}";
        var (status, text) = await PostAsync("/v1/batchnorm/check", $"{{ {Batch}, \"mode\": \"test\" }}");
        var (_, eval) = await PostAsync("/v1/batchnorm/check", $"{{ {Batch}, \"mode\": \"eval\" }}");

        Assert.Equal((200, eval), (status, text));
    }

    private static string SaidOf(JsonNode tensor) => tensor["verdict"]!.GetValue<string>() == "mismatch"
        ? string.Join(' ', tensor["findings"]!.AsArray().Select(finding => finding!["code"]!.GetValue<string>()).Order(StringComparer.Ordinal))
        : $"{tensor["verdict"]} {tensor["note_code"]}".Trim();

    private static JsonNode Read(string name) => JsonNode.Parse(Text(name))!;

    private static string Text(string name) => File.ReadAllText(Repository.PathOf("tests", "GradCheck.Api.Tests", "Reports", $"{name}.json"));

    private async Task<(int Status, string Text)> SendAsync(string name, string query = "")
    {
        // Python writes NaN bare, and the service reads it so; System.Text.Json does not.
        var report = JsonNode.Parse(PythonJson.Normalize(Encoding.UTF8.GetBytes(Text(name))).Span)!;
        return await PostAsync(report["route"]!.GetValue<string>() + query, report["body"]!.ToJsonString().Replace("\"\\u0001NaN\"", "NaN", StringComparison.Ordinal));
    }

    private async Task<(int Status, string Text)> PostAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), content);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
