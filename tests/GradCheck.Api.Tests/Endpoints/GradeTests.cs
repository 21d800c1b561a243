using System.Globalization;
using System.Text.Json.Nodes;
using GradCheck.Api.Tests.Support;
using GradCheck.Layers;

namespace GradCheck.Api.Tests.Endpoints;

/// <summary>What POST /v1/{layer}/grade makes of submissions.</summary>
public class GradeTests(ServiceFactory service) : IClassFixture<ServiceFactory>
{
    private const string Path = "/v1/batchnorm/grade";

    private readonly HttpClient client = service.CreateClient();

    public static TheoryData<string> Layers => [.. LayerCatalog.All.Select(layer => layer.Id)];

    [Theory]
    [MemberData(nameof(Layers))]
    public async Task Post_TheAnswersOfItsCases_HaveFullMarks(string layer)
    {
        string[] queries = LayerCatalog.Find(layer)!.Rank == 2
            ? ["seed=1", "seed=9007199254740991&profile=offset", "seed=0&n=3&d=2&profile=readable", "seed=7&n=6"]
            : ["seed=1", "seed=9007199254740991&profile=offset", "seed=0&n=2&c=2&h=3&w=1&profile=readable", $"seed=7&c=6{(layer == "groupnorm" ? "&groups=3" : string.Empty)}"];
        var cases = new JsonArray();
        foreach (var query in queries)
        {
            cases.Add(await Case(layer, query));
        }

        var names = cases[0]!["submitted"]!.AsObject().Select(tensor => tensor.Key).ToList();
        var body = new JsonObject { ["rubric"] = new JsonArray([.. names.Select(name => new JsonObject { ["tensor"] = name, ["points"] = 0.1 })]), ["cases"] = cases };
        var (status, grade) = await client.PostAsync($"/v1/{layer}/grade", body.ToJsonString());

        Assert.Equal(200, status);
        Assert.Equal(grade["max_score"]!.ToJsonString(), grade["score"]!.ToJsonString());
        Assert.Equal(names.Count * 0.1, grade["score"]!.GetValue<double>(), 12);
        Assert.All(grade["items"]!.AsArray(), item => Assert.Equal("match", item!["verdict"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Post_ARubric_IsAnsweredWithAReport()
    {
        var made = await Case("batchnorm", "seed=1&profile=readable");
        var right = await Case("batchnorm", "seed=2");
        made["submitted"]!["dbeta"] = made["submitted"]!["dgamma"]!.DeepClone();
        var body = new JsonObject
        {
            ["title"] = "Assignment 2",
            ["reveal"] = "verdict",
            ["rubric"] = JsonNode.Parse("[{\"tensor\": \"dx\", \"points\": 6}, {\"tensor\": \"dbeta\", \"points\": 3}, {\"case\": 1, \"weight\": 2}]"),
            ["cases"] = new JsonArray(made, right),
        };
        var (_, grade) = await client.PostAsync(Path, body.ToJsonString());

        Assert.Equal(["title", "score", "max_score", "summary", "items"], grade.AsObject().Select(field => field.Key));
        Assert.Equal("Assignment 2", grade["title"]!.GetValue<string>());
        Assert.Equal(8, grade["score"]!.GetValue<double>());
        Assert.Equal("8 of 9 points: 3 of 4 right.", grade["summary"]!.GetValue<string>());
        Assert.Equal("{\"name\":\"dbeta, case 1 (readable)\",\"part\":\"dbeta\",\"case\":0,\"points\":0,\"max_points\":1,\"verdict\":\"mismatch\",\"reason\":\"dbeta is wrong.\",\"causes\":[]}", grade["items"]![1]!.ToJsonString());
    }

    [Theory]
    [InlineData("a crash", "\"error\": \"TimeoutError: 10 s were up\"", "error", "The code stopped before dx: TimeoutError: 10 s were up")]
    [InlineData("nothing", "\"submitted\": {}", "missing", "dx was not submitted.")]
    [InlineData("an error without words", "\"error\": \" \\u001b[0m\\n\"", "missing", "dx was not submitted.")]
    [InlineData("None", "\"submitted\": {\"dx\": null}", "unreadable", "dx cannot be read. dx is null, but nested arrays of numbers belong here.")]
    [InlineData("text", "\"submitted\": {\"dx\": [[\"a\"]]}", "unreadable", "dx cannot be read. dx[0][0] is the string \"a\", but a number belongs here.")]
    [InlineData("ragged rows", "\"submitted\": {\"dx\": [[1], [1, 2], [1]]}", "unreadable", "dx cannot be read. dx[1] has 2 values, but dx[0] has 1.")]
    [InlineData("an object", "\"submitted\": {\"dx\": {\"a\": 1}}", "unreadable", "dx cannot be read. dx is an object, but nested arrays of numbers belong here.")]
    [InlineData("an empty list", "\"submitted\": {\"dx\": []}", "unreadable", "dx cannot be read. dx is empty.")]
    [InlineData("beyond a double", "\"submitted\": {\"dx\": [[1e999]]}", "unreadable", "dx cannot be read. dx[0][0]: 1e999 is beyond the largest double, about 1.8e308.")]
    [InlineData("a scalar", "\"submitted\": {\"dx\": 0.5}", "mismatch", null)]
    [InlineData("NaN", "\"submitted\": {\"dx\": [[NaN, Infinity, -Infinity]]}", "mismatch", null)]
    [InlineData("another shape", "\"submitted\": {\"dx\": [[[[1]]]]}", "mismatch", null)]
    public async Task Post_WhateverAStudentsCodeDid_Is200WithAReason(string what, string fields, string verdict, string? reason)
    {
        var (status, grade) = await client.PostAsync(Path, $$"""{"rubric": [{"tensor": "dx", "points": 1}], "cases": [{"seed": 1, {{fields}}}]}""");
        var item = grade["items"]![0]!;

        Assert.True(status == 200, what);
        Assert.Equal(0, grade["score"]!.GetValue<double>());
        Assert.Equal(1, grade["max_score"]!.GetValue<double>());
        Assert.Equal(verdict, item["verdict"]!.GetValue<string>());
        Assert.True(reason is null ? item["reason"]!.GetValue<string>().Length > 20 : item["reason"]!.GetValue<string>() == reason, item["reason"]!.GetValue<string>());
    }

    [Fact]
    public async Task Post_PythonsHalfSurrogates_AreRead()
    {
        var (status, grade) = await client.PostAsync(Path, """{"rubric": [{"tensor": "dx", "points": 1}], "cases": [{"seed": 1, "error": "FileNotFoundError: caf\udce9 \\udce9 \ud83d\ude00"}]}""");

        Assert.Equal(200, status);
        Assert.Equal("The code stopped before dx: FileNotFoundError: caf\uFFFD \\udce9 \U0001F600", grade["items"]![0]!["reason"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("{}", "cases: is missing", "rubric: is missing")]
    [InlineData("{\"rubric\": [], \"cases\": [], \"partial\": []}", "cases: is empty", "partial: is empty", "rubric: is empty")]
    [InlineData("{\"rubric\": {}, \"cases\": 1}", "cases: is not a list such as [{\"seed\": 1, \"submitted\": {\"dx\": [[0.5], [-0.5]]}}]", "rubric: is not a list such as [{\"tensor\": \"dx\", \"points\": 6}]")]
    [InlineData(
        "{\"rubric\": [{\"tensor\": \"dX\", \"points\": -1}, {\"tensor\": \"running_mean\", \"points\": 1}, {\"points\": 1}, {\"tensor\": \"dx\", \"case\": 0}, 7, {\"tensor\": \"dx\", \"point\": 1}], \"cases\": [{\"seed\": 1}]}",
        "rubric[0].points: is -1, but points are from 0 to 1000000",
        "rubric[0].tensor: is \"dX\", but should be mean or var or xhat or out or dgamma or dbeta or dxhat or dvar or dmean or dx; the nearest is dx",
        "rubric[1].tensor: is running_mean, which no case of batchnorm has: it has no running_mean and running_var to update",
        "rubric[2]: is about nothing; name a tensor, a case or a profile",
        "rubric[3]: is about tensor and case; give each a line of its own",
        "rubric[4]: is not an object such as {\"tensor\": \"dx\", \"points\": 6}",
        "rubric[5].point: is not a field of this request; the nearest is points",
        "rubric[5].points: is missing")]
    [InlineData(
        "{\"rubric\": [{\"tensor\": \"dx\", \"points\": 1}, {\"tensor\": \"dx\", \"points\": 1}, {\"case\": 1, \"weight\": 1}, {\"case\": 0, \"weight\": 1}, {\"case\": 0, \"weight\": 2}, {\"profile\": \"ofset\", \"weight\": 1}, {\"profile\": \"offset\", \"points\": 1}], \"cases\": [{\"seed\": 1}]}",
        "rubric[1]: gives dx a second time",
        "rubric[2].case: is 1, but the cases are 0 to 0",
        "rubric[4]: gives case 0 a second time",
        "rubric[5].profile: is \"ofset\", but should be typical or readable or discriminating or offset or tiny_variance or constant_column or signed_gamma or wide or tall; the nearest is offset",
        "rubric[6].points: is given, but a line about a profile has weight",
        "rubric[6].weight: is missing")]
    [InlineData(
        "{\"rubric\": [{\"tensor\": \"dx\", \"points\": 1e-30}, {\"case\": 0, \"weight\": 1e-7}], \"cases\": [{\"seed\": 1}]}",
        "rubric[0].points: is 1e-30, but the least that is not 0 is 0.000001",
        "rubric[1].weight: is 1e-07, but the least that is not 0 is 0.000001")]
    [InlineData("{\"rubric\": [{\"tensor\": \"dx\", \"points\": 0}], \"cases\": [{\"seed\": 1}]}", "rubric: gives no points; give a tensor some, such as {\"tensor\": \"dx\", \"points\": 6}")]
    [InlineData("{\"rubric\": [{\"tensor\": \"dx\", \"points\": 1}, {\"case\": 0, \"weight\": 0}], \"cases\": [{\"seed\": 1}]}", "rubric: gives every case the weight 0, so that there is nothing to earn")]
    [InlineData(
        "{\"rubric\": [{\"tensor\": \"dx\", \"points\": 1}], \"cases\": [{\"seed\": -1, \"n\": 0, \"c\": 2, \"profile\": \"ofset\"}, {\"n\": 1.5, \"submitted\": [1], \"eror\": \"x\"}, {\"seed\": 1, \"submitted\": {\"dX\": 1, \"running_var\": 1}, \"error\": 5}]}",
        "cases[0].c: is given, but x is (N, D), which has no C: l makes it (N, C, L)",
        "cases[0].n: is 0, but a size is a whole number from 1",
        "cases[0].profile: is \"ofset\", but should be typical or readable or discriminating or offset or tiny_variance or constant_column or signed_gamma or wide or tall; the nearest is offset",
        "cases[0].seed: is -1, but a seed is a whole number from 0 to 9007199254740991",
        "cases[1].eror: is not a field of this request; the nearest is error",
        "cases[1].n: is 1.5, but a size is a whole number from 1",
        "cases[1].seed: is missing",
        "cases[1].submitted: is not an object of tensors by name, such as {\"dx\": [[0.5], [-0.5]]}",
        "cases[2].error: is a number, but a name in quotes belongs here",
        "cases[2].submitted.dX: is no tensor that can be submitted; the nearest is dx",
        "cases[2].submitted.running_var: cannot be judged: it has no running_mean and running_var to update")]
    [InlineData(
        "{\"rubric\": [{\"tensor\": \"dx\", \"points\": 1}], \"cases\": [{\"seed\": 1}], \"partial\": [{\"share\": 2, \"causes\": [\"mising_gamma\"]}, {\"cause\": []}], \"penalty_once\": 1, \"reveal\": \"all\", \"title\": 5, \"tolerance\": {\"rtol\": -1}, \"precision\": \"float32\", \"penalty_onc\": true}",
        "partial[0].causes[0]: is \"mising_gamma\", which is no known mistake; the nearest is missing_gamma",
        "partial[0].share: is 2, but a share is from 0 to 1",
        "partial[1].cause: is not a field of this request; the nearest is causes",
        "partial[1].causes: is missing",
        "partial[1].share: is missing",
        "penalty_onc: is not a field of this request; the nearest is penalty_once",
        "penalty_once: is neither true nor false",
        "precision: is \"float32\", but should be float64; the nearest is float64",
        "reveal: is \"all\", but should be verdict or index or hint or cause or fix",
        "title: is a number, but a name in quotes belongs here",
        "tolerance.rtol: is -1, but a tolerance is 0 or more")]
    public async Task Post_AWrongRequest_NamesEveryPlace(string request, params string[] errors)
    {
        var (status, body) = await client.PostAsync(Path, request);

        Assert.Equal(400, status);
        Assert.Equal(errors.Order(StringComparer.Ordinal), Wire.ErrorsOf(body).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \\n")]
    [InlineData("\\u0000\\u202e")]
    public async Task Post_ATitleOfNothingToBeSeen_IsTheLayersName(string title)
    {
        var (_, grade) = await client.PostAsync(Path, $$"""{"title": "{{title}}", "rubric": [{"tensor": "dx", "points": 1}], "cases": [{"seed": 1}]}""");
        var (_, program) = await client.PostAsync("/v1/programs/grade", $$"""{"title": "{{title}}", "layer": "batchnorm", "code": ""}""");

        Assert.Equal("Batch normalization", grade["title"]!.GetValue<string>());
        Assert.Equal("Batch normalization", program["title"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("{\"seed\": 1, \"submitted\": {}, \"seed\": 2}", "At line 1, column 84 the field seed is given twice.")]
    [InlineData("{\"seed\": 1,\n \"submitted\": {\"dx\": [1, 2}}", "At line 2, column 27, in cases[0].submitted.dx[1], there is `}`, but the bracket `[` of line 2, column 22 is still open: close it with `]` first.")]
    [InlineData("{\"seed\": 1, \"more\": [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1", "At line 1, column 136 the body is nested more than 64 deep.")]
    public async Task Post_ACaseThatIsNoJson_IsNamedByItsPlace(string made, string detail)
    {
        var (status, body) = await client.PostAsync(Path, $$"""{"rubric": [{"tensor": "dx", "points": 1}], "cases": [{{made}}]}""");

        Assert.Equal(400, status);
        Assert.Equal(detail, body["detail"]!.GetValue<string>());
    }

    [Fact]
    public async Task Post_ALayerWithoutAMean_HasNoDmeanToGrade()
    {
        var (status, body) = await client.PostAsync("/v1/rmsnorm/grade", """{"rubric": [{"tensor": "dmean", "points": 1}], "cases": [{"seed": 1, "submitted": {"dmean": [1]}}]}""");

        Assert.Equal(400, status);
        Assert.Equal(["rubric[0].tensor: is dmean, which no case of rmsnorm has: rmsnorm subtracts no mean", "cases[0].submitted.dmean: cannot be judged: rmsnorm subtracts no mean"], Wire.ErrorsOf(body));
    }

    [Fact]
    public async Task Post_GroupsThatDoNotDivide_AreNamedByTheirCase()
    {
        var (status, body) = await client.PostAsync("/v1/groupnorm/grade", """{"rubric": [{"tensor": "dx", "points": 1}], "cases": [{"seed": 1}, {"seed": 1, "c": 6, "groups": 4}]}""");

        Assert.Equal(400, status);
        Assert.Equal("cases[1].groups: is 4, but a number of groups divides the 6 channels of x", Assert.Single(Wire.ErrorsOf(body)));
    }

    [Theory]
    [InlineData("{\"seed\": 1, \"n\": 2000, \"d\": 1000}", "tensor-too-large", "cases[0].x would have 2000000 elements, but the limit is 1048576.")]
    [InlineData("{\"seed\": 1, \"n\": 1000, \"d\": 1000}, {\"seed\": 1, \"n\": 1000, \"d\": 1000}", "tensor-too-large", "The x of all cases would have 2000000 elements together, but the limit is 1048576.")]
    [InlineData("101", "too-many-cases", "cases has 101 entries, but the limit is 100.")]
    public async Task Post_CasesOverALimit_Are422WithTheLimit(string cases, string type, string detail)
    {
        var list = int.TryParse(cases, CultureInfo.InvariantCulture, out var count) ? string.Join(", ", Enumerable.Repeat("{}", count)) : cases;
        var (status, body) = await client.PostAsync(Path, $"{{\"rubric\": [{{\"tensor\": \"dx\", \"points\": 1}}], \"cases\": [{list}]}}");

        Assert.Equal(422, status);
        Assert.Equal($"/problems/{type}", body["type"]!.GetValue<string>());
        Assert.Equal(detail, body["detail"]!.GetValue<string>());
    }

    [Fact]
    public async Task Post_WithPartialCreditAndPenaltyOnce_AppliesBoth()
    {
        var made = JsonNode.Parse(await client.GetStringAsync(new Uri("/v1/batchnorm/cases/1?include=answers&n=4&d=3", UriKind.Relative)))!;
        var minus = new JsonArray([.. made["answers"]!["dx"]!.AsArray().Select(row => new JsonArray([.. row!.AsArray().Select(value => JsonValue.Create(-value!.GetValue<double>()))]))]);
        var body = $$"""{"rubric": [{"tensor": "dx", "points": 8}], "partial": [{"share": 0.25, "causes": ["sign_flipped"]}], "penalty_once": true, "cases": [{"seed": 1, "n": 4, "d": 3, "submitted": {"dx": {{minus.ToJsonString()}} } }]}""";
        var (_, grade) = await client.PostAsync(Path, body);

        Assert.Equal(2, grade["score"]!.GetValue<double>());
        Assert.Equal("[\"sign_flipped\"]", grade["items"]![0]!["causes"]!.ToJsonString());
        Assert.EndsWith("It earns 0.25 of its points.", grade["items"]![0]!["reason"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    // A case with all that it should give.
    private async Task<JsonObject> Case(string layer, string query)
    {
        var parameters = query.Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        var rest = string.Join('&', parameters.Where(parameter => parameter.Key != "seed").Select(parameter => $"{parameter.Key}={parameter.Value}").Append("include=answers"));
        var made = JsonNode.Parse(await client.GetStringAsync(new Uri($"/v1/{layer}/cases/{parameters["seed"]}?{rest}", UriKind.Relative)))!;
        var graded = new JsonObject(parameters.Select(parameter => KeyValuePair.Create(parameter.Key, (JsonNode?)(parameter.Key == "profile" ? JsonValue.Create(parameter.Value) : JsonNode.Parse(parameter.Value)))))
        {
            ["submitted"] = made["answers"]!.DeepClone(),
        };
        return graded;
    }
}
