using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GradCheck.Api.Tests.Support;

namespace GradCheck.Api.Tests.Endpoints;

/// <summary>What POST /v1/batchnorm/check says of submissions.</summary>
public partial class CheckTests(ServiceFactory service) : IClassFixture<ServiceFactory>
{
    private const string Path = "/v1/batchnorm/check";
    private const string Batch = """
        "x": [[1, 2], [2, 4], [3, 6], [6, 8]], "gamma": [2, 3], "beta": [0.5, -1], "dout": [[1, 0], [0, 1], [-1, 2], [0.5, -1]]
        """;

    private static readonly string[] Levels = ["verdict", "index", "hint", "cause", "fix"];

    private readonly HttpClient client = service.CreateClient();

    public static TheoryData<string> Mistakes() =>
        [.. Directory.GetFiles(Folder, "*.json").Select(file => System.IO.Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    public static TheoryData<string> MistakesUnderConventions() =>
        [.. Directory.GetFiles(Folder, "*.json", SearchOption.AllDirectories).Select(file => System.IO.Path.GetRelativePath(Folder, file)[..^".json".Length]).Order(StringComparer.Ordinal)];

    private static string Folder => System.IO.Path.Combine(AppContext.BaseDirectory, "mistakes");

    [Theory]
    [MemberData(nameof(MistakesUnderConventions))]
    public async Task Post_AKnownMistake_NamesItsCausesFirst(string name)
    {
        var mistake = Read(System.IO.Path.Combine(Folder, $"{name}.json"));
        var (status, body) = await client.PostAsync($"/v1/{mistake["layer"]}/check", Request(mistake, null));

        Assert.Equal(200, status);
        foreach (var (tensor, causes) in mistake["causes"]!.AsObject())
        {
            var report = body["tensors"]![tensor]!;
            var expected = causes!.AsArray().Select(code => code!.GetValue<string>()).Where(code => code != "float32_precision").Order(StringComparer.Ordinal).ToList();
            var found = report["findings"]!.AsArray().Take(expected.Count).Select(finding => finding!["code"]!.GetValue<string>()).Order(StringComparer.Ordinal);
            Assert.Equal(expected.Count == 0 ? "match" : "mismatch", report["verdict"]!.GetValue<string>());
            Assert.Equal(expected, found);
            Assert.True(expected.Count > 0 || report["findings"]!.AsArray().Count == 0);
        }
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Post_BelowFix_LeaksNoExpectedValueAndNoFormula(string name)
    {
        var mistake = Read(System.IO.Path.Combine(Folder, $"{name}.json"));
        var (_, full) = await client.PostAsync($"/v1/{mistake["layer"]}/check", Request(mistake, "fix"));
        var secrets = full["tensors"]!.AsObject()
            .SelectMany(tensor => tensor.Value!["worst"]!.AsArray().SelectMany(entry => new[] { entry!["expected"], entry["absolute_error"] }).OfType<JsonNode>().Select(number => number.ToJsonString()))
            .Concat(full["tensors"]!.AsObject().SelectMany(tensor => tensor.Value!["findings"]!.AsArray().Select(finding => finding!["equation"]!.GetValue<string>())))
            .Where(text => text.Length > 4).ToList();
        foreach (var level in Levels.SkipLast(1))
        {
            var (_, body) = await client.PostAsync($"/v1/{mistake["layer"]}/check", Request(mistake, level));
            var text = Submitted().Replace(body.ToJsonString(), string.Empty);
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
            Assert.Equal(full["verdict"]!.GetValue<string>(), body["verdict"]!.GetValue<string>());
            foreach (var (_, tensor) in body["tensors"]!.AsObject())
            {
                Assert.Null(tensor!["metrics"]);
                Assert.All(tensor["worst"]!.AsArray(), entry => Assert.Equal(["index", "submitted"], entry!.AsObject().Select(field => field.Key)));
                Assert.All(tensor["findings"]!.AsArray(), finding => Assert.True(finding!["equation"] is null && finding["fix"] is null && finding["evidence"] is null));
                Assert.True(level is "hint" or "cause" || tensor["findings"]!.AsArray().Count == 0);
                Assert.True(level == "cause" || tensor["findings"]!.AsArray().All(finding => finding!["code"] is null && finding["title"] is null));
                Assert.True(level != "verdict" || tensor["worst"]!.AsArray().Count == 0);
            }
        }
    }

    [Fact]
    public async Task Post_EveryAnswerOfACase_IsAMatchWithoutFindings()
    {
        var made = JsonNode.Parse(await client.GetStringAsync(new Uri("/v1/batchnorm/cases/5?profile=discriminating&include=answers", UriKind.Relative)))!;
        var request = made["inputs"]!.DeepClone().AsObject();
        request["submitted"] = made["answers"]!.DeepClone();
        var (status, body) = await client.PostAsync(Path, request.ToJsonString());

        Assert.Equal(200, status);
        Assert.Equal("match", body["verdict"]!.GetValue<string>());
        Assert.Equal(["mean", "var", "xhat", "out", "dgamma", "dbeta", "dxhat", "dvar", "dmean", "dx"], body["tensors"]!.AsObject().Select(tensor => tensor.Key));
        Assert.All(body["tensors"]!.AsObject(), tensor => Assert.Equal("[]", tensor.Value!["findings"]!.ToJsonString()));
        Assert.Null(body["first_departure"]);
    }

    [Theory]
    [InlineData("\"x\": [[1, 2], [3, 5]], \"gamma\": [2, 3], \"beta\": [1, -1], \"dout\": [[1, 0.5], [2, -1]]", "batch_too_small")]
    [InlineData("\"x\": [[1], [3], [4], [8]], \"gamma\": [2], \"beta\": [1], \"dout\": [[1], [1], [1], [1]]", "dout_constant")]
    [InlineData("\"x\": [[1], [3], [4], [8]], \"gamma\": [1], \"beta\": [1], \"dout\": [[1], [2], [-1], [5]]", "gamma_one")]
    [InlineData("\"x\": [[1], [3], [4], [8]], \"gamma\": [0], \"beta\": [1], \"dout\": [[1], [2], [-1], [5]]", "gamma_zero")]
    [InlineData("\"x\": [[1], [3], [4], [8]], \"gamma\": [2], \"dout\": [[1], [2], [-1], [5]]", "beta_zero")]
    [InlineData("\"x\": [[1e9], [1000000003], [1000000004], [1000000008]], \"gamma\": [2], \"beta\": [1], \"dout\": [[1], [2], [-1], [5]]", "mean_swamps_spread")]
    [InlineData("\"x\": [[7], [7], [7], [7]], \"gamma\": [2], \"beta\": [1], \"dout\": [[1], [2], [-1], [5]]", "constant_groups")]
    public async Task Post_OnABatchThatProvesLittle_Warns(string batch, string code)
    {
        var (status, body) = await client.PostAsync(Path, $"{{ {batch}, \"submitted\": {{\"dbeta\": [0, 0]}} }}");

        Assert.Equal(200, status);
        Assert.Contains(body["warnings"]!.AsArray(), warning => warning!["code"]!.GetValue<string>() == code);
    }

    [Theory]
    [InlineData("\"submitted\": {}", "submitted: is empty; submit any of mean, var, xhat, out, dgamma, dbeta, dxhat, dvar, dmean, dx, running_mean, running_var")]
    [InlineData("\"beta\": [1, 2]", "submitted: is missing")]
    [InlineData("\"submitted\": [1]", "submitted: is not an object of tensors by name, such as {\"dx\": [[0.5], [-0.5]]}")]
    [InlineData("\"submitted\": {\"dX\": [[1]], \"dx\": [[1], [1, 2], [3]], \"dbeta\": [null]}", "submitted.dX: is no tensor that can be submitted; the nearest is dx", "submitted.dx[1]: has 2 values, but submitted.dx[0] has 1", "submitted.dbeta[0]: is null, but a number belongs here")]
    [InlineData("\"submitted\": {\"dx\": 1, \"dx\": 2}", "submitted.dx: is given twice")]
    [InlineData("\"submitted\": {\"dx\": 1}, \"tolerance\": {\"rtol\": -1, \"atol\": \"a\", \"tol\": 1}, \"precision\": \"float32\", \"reveal\": \"all\"", "tolerance.rtol: is -1, but a tolerance is 0 or more", "tolerance.atol: is the string \"a\", but a number belongs here", "tolerance.tol: is not a field of this request; the nearest is rtol", "precision: is \"float32\", but should be float64; the nearest is float64", "reveal: is \"all\", but should be verdict or index or hint or cause or fix")]
    [InlineData("\"submitted\": {\"running_mean\": [1, 2]}", "submitted.running_mean: cannot be judged: the request has no running_mean and running_var to update, or is in mode eval, which updates none")]
    [InlineData("\"submitted\": {\"dvar\": [1, 2]}, \"mode\": \"eval\", \"running_mean\": [0, 0], \"running_var\": [1, 1]", "submitted.dvar: cannot be judged: in mode eval the statistics are constants")]
    public async Task Post_AWrongRequest_NamesEveryPlace(string fields, params string[] errors)
    {
        var batch = fields.Contains("\"beta\"", StringComparison.Ordinal) ? Batch.Replace(", \"beta\": [0.5, -1]", string.Empty, StringComparison.Ordinal) : Batch;
        var (status, body) = await client.PostAsync(Path, $"{{ {batch}, {fields} }}");

        Assert.Equal(400, status);
        Assert.Equal(errors.Order(StringComparer.Ordinal), Wire.ErrorsOf(body).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Post_Float32WithPrecisionFloat64_IsAMismatch()
    {
        var mistake = Read(System.IO.Path.Combine(Folder, "float32_precision.json"));
        var request = JsonNode.Parse(Request(mistake, null))!.AsObject();
        var (_, lenient) = await client.PostAsync(Path, request.ToJsonString());
        request["precision"] = "float64";
        var (_, strict) = await client.PostAsync(Path, request.ToJsonString());

        Assert.Equal("match", lenient["verdict"]!.GetValue<string>());
        Assert.Equal("float32_precision", lenient["tensors"]!["dx"]!["note_code"]!.GetValue<string>());
        Assert.Equal("mismatch", strict["verdict"]!.GetValue<string>());
        Assert.Equal("float32_precision", strict["tensors"]!["dx"]!["findings"]![0]!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Post_Float32WithLeftoversOfCancellation_IsAMatch()
    {
        // dgamma is 0 but for rounding, and its few bits alone would not tell float32 from chance; xhat's do.
        var (_, body) = await client.PostAsync(Path, """
            {"x": [[1.0, 2.5], [1.0, -3.9], [2.7, 1.3], [-1.6, 1.7]], "dout": [[1, 1], [1, 1], [1, 1], [1, 1]],
             "submitted": {
               "xhat": [[0.14640407264232635, 0.8333588242530823], [0.14640407264232635, -1.7064015865325928], [1.2525681257247925, 0.3571538031101227], [-1.545376181602478, 0.5158888697624207]],
               "dgamma": [1.1920928955078125e-07, -5.960464477539063e-08]}}
            """);

        Assert.Equal("match", body["verdict"]!.GetValue<string>());
        Assert.Equal("float32_precision", body["tensors"]!["dgamma"]!["note_code"]!.GetValue<string>());
    }

    private static JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(file).Replace("NaN", "null", StringComparison.Ordinal))!;

    private static string Request(JsonNode mistake, string? reveal)
    {
        var request = mistake["inputs"]!.DeepClone().AsObject();
        foreach (var (name, value) in mistake["parameters"]!.AsObject())
        {
            request[name] = value!.DeepClone();
        }

        request["submitted"] = mistake["submitted"]!.DeepClone();
        if (reveal is not null)
        {
            request["reveal"] = reveal;
        }

        // The file's NaN, which a JSON reader does not take: the only nulls there are.
        return request.ToJsonString().Replace("null", "NaN", StringComparison.Ordinal);
    }

    // What the student sent is no secret, though it may be another tensor's right value.
    [GeneratedRegex("\"submitted\":[^}]*")]
    private static partial Regex Submitted();
}
