using System.Text.Json.Nodes;
using GradCheck.Api.Tests.Support;

namespace GradCheck.Api.Tests.Endpoints;

/// <summary>What POST /v1/batchnorm/gradients answers to a request that can be answered.</summary>
public class GradientTests(ServiceFactory service) : IClassFixture<ServiceFactory>
{
    private const string Path = "/v1/batchnorm/gradients";
    private const string Batch = """
        "x": [[1, 2, 3], [2, 4, 1], [3, 6, 5], [6, 8, 7]], "gamma": [1, 2, 0.5], "beta": [0, -1, 1],
        "dout": [[1, 0, 2], [0, 1, -1], [-1, 2, 1], [0.5, -1, 0]]
        """;

    private readonly HttpClient client = service.CreateClient();

    public static TheoryData<string> GoldenFiles() =>
        [.. Directory.GetFiles(System.IO.Path.Combine(AppContext.BaseDirectory, "golden"), "*.json").Select(file => System.IO.Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(GoldenFiles))]
    public async Task Post_AGoldenCase_AnswersItsExpectedTensors(string file)
    {
        var golden = JsonNode.Parse(await File.ReadAllTextAsync(System.IO.Path.Combine(AppContext.BaseDirectory, "golden", $"{file}.json")))!;
        var request = golden["inputs"]!.DeepClone().AsObject();
        foreach (var (name, value) in golden["parameters"]!.AsObject())
        {
            request[name] = value!.DeepClone();
        }

        request["include"] = new JsonArray("intermediates");
        var (status, body) = await client.PostAsync($"/v1/{golden["layer"]}/gradients", request.ToJsonString());

        Assert.Equal(200, status);
        foreach (var (name, expected) in golden["expected"]!.AsObject())
        {
            var actual = Wire.Numbers(body[name] ?? body["intermediates"]![name]);
            var truth = Wire.Numbers(expected);
            var largest = truth.Max(Math.Abs);
            for (var k = 0; k < truth.Length; k++)
            {
                Assert.True(Math.Abs(actual[k] - truth[k]) <= (4 * Math.ScaleB(largest, -52)) + (largest == 0 ? 1e-25 : 0), $"{name}: {actual[k]:R} for {truth[k]:R}");
            }
        }
    }

    [Fact]
    public async Task Post_AGroupNormWithKeptAxes_AnswersGradientsInTheShapesThatWereSent()
    {
        const string Images = "\"x\": [[[[1, 2]], [[4, 3]]], [[[0, 5]], [[1, 7]]]], \"dout\": [[[[1, 0]], [[2, 1]]], [[[0, 1]], [[1, 2]]]], \"groups\": 1";
        var (_, usual) = await client.PostAsync("/v1/groupnorm/gradients", $"{{ {Images}, \"gamma\": [1, 2], \"beta\": [0, 1] }}");
        var (_, kept) = await client.PostAsync("/v1/groupnorm/gradients", $"{{ {Images}, \"gamma\": [[[[1]], [[2]]]], \"beta\": [[[[0]], [[1]]]] }}");
        var (_, mixed) = await client.PostAsync("/v1/groupnorm/gradients", $"{{ {Images}, \"gamma\": [1, 2], \"beta\": [[[[0]], [[1]]]] }}");

        Assert.Equal("[2,6]", usual["dbeta"]!.ToJsonString());
        Assert.Equal("[[[[2]],[[6]]]]", kept["dbeta"]!.ToJsonString());
        Assert.Equal(Wire.Numbers(usual["dgamma"]), Wire.Numbers(kept["dgamma"]));
        Assert.Equal(usual["dgamma"]!.ToJsonString(), mixed["dgamma"]!.ToJsonString());
        Assert.Equal(kept["dbeta"]!.ToJsonString(), mixed["dbeta"]!.ToJsonString());
    }

    [Fact]
    public async Task Post_TheLeastRequest_AnswersFlatAndInOrder()
    {
        var (status, body) = await client.PostAsync(Path, "{\"x\": [[1, 2], [3, 5]], \"dout\": [[1, 0], [0, 1]]}");

        Assert.Equal(200, status);
        Assert.Equal(["layer", "shape", "out", "dx", "dgamma", "dbeta", "warnings"], body.AsObject().Select(property => property.Key));
        Assert.Equal("[2,2]", body["shape"]!.ToJsonString());
        Assert.Equal("[1,1]", body["dbeta"]!.ToJsonString());
    }

    [Fact]
    public async Task Post_WithNoGammaNorBeta_TakesOnesAndZeros()
    {
        var (_, without) = await client.PostAsync(Path, "{\"x\": [[1, 2], [3, 5], [4, 4]], \"dout\": [[1, 0], [0, 1], [2, 2]]}");
        var (_, with) = await client.PostAsync(Path, "{\"x\": [[1, 2], [3, 5], [4, 4]], \"dout\": [[1, 0], [0, 1], [2, 2]], \"gamma\": [1, 1], \"beta\": [0, 0], \"eps\": 1e-5, \"mode\": \"train\", \"numeric\": false}");

        Assert.Equal(with.ToJsonString(), without.ToJsonString());
    }

    [Fact]
    public async Task Post_WithIncludes_AddsIntermediatesAndPathsThatSumToDx()
    {
        var (_, body) = await client.PostAsync(Path, $"{{ {Batch}, \"include\": [\"intermediates\", \"paths\"] }}");

        Assert.Equal(["mean", "var", "xhat", "dxhat", "dvar", "dmean"], body["intermediates"]!.AsObject().Select(property => property.Key));
        Assert.Equal("[3,5,4]", body["intermediates"]!["mean"]!.ToJsonString());
        Assert.Equal(["direct", "variance", "mean"], body["paths"]!.AsObject().Select(property => property.Key));
        var paths = body["paths"]!.AsObject().Select(path => Wire.Numbers(path.Value)).ToList();
        var dx = Wire.Numbers(body["dx"]);
        for (var k = 0; k < dx.Length; k++)
        {
            Assert.Equal(dx[k], paths.Sum(path => path[k]), 1e-15);
        }
    }

    [Theory]
    [InlineData("true", "central", "1E-05")]
    [InlineData("{}", "central", "1E-05")]
    [InlineData("{\"step\": 1e-4}", "central", "0.0001")]
    [InlineData("{\"method\": \"complex_step\"}", "complex_step", "1E-20")]
    [InlineData("{\"method\": \"richardson\"}", "richardson", "null")]
    public async Task Post_WithNumeric_ComparesTheClosedFormWithinTheBounds(string numeric, string method, string step)
    {
        var (status, body) = await client.PostAsync(Path, $"{{ {Batch}, \"numeric\": {numeric} }}");

        Assert.Equal(200, status);
        Assert.Equal(method, body["numeric"]!["method"]!.GetValue<string>());
        Assert.Equal(step, body["numeric"]!["step"]?.ToJsonString() ?? "null");
        Assert.Equal("match", body["numeric"]!["verdict"]!.GetValue<string>());
        foreach (var name in new[] { "dx", "dgamma", "dbeta" })
        {
            var tensor = body["numeric"]![name]!;
            var (value, bound, analytic) = (Wire.Numbers(tensor["value"]), Wire.Numbers(tensor["error_bound"]), Wire.Numbers(body[name]));
            for (var k = 0; k < value.Length; k++)
            {
                Assert.True(Math.Abs(value[k] - analytic[k]) <= bound[k] + (4 * Math.ScaleB(Math.Abs(analytic[k]), -52)));
            }

            Assert.Equal(
                ["max_relative_error", "max_absolute_error", "norm_relative_error", "cosine_similarity", "mismatched", "verdict"],
                tensor["comparison"]!.AsObject().Select(property => property.Key));
            Assert.Equal(0, tensor["comparison"]!["mismatched"]!.GetValue<int>());
        }
    }

    [Fact]
    public async Task Post_WithAStepThatVanishes_AnswersNullAndInconclusive()
    {
        var (status, body) = await client.PostAsync(Path, "{\"x\": [[1e12, 1], [2e12, 2], [4e12, 3]], \"dout\": [[1, 0], [0, 1], [2, 1]], \"numeric\": true}");

        Assert.Equal(200, status);
        Assert.Equal("inconclusive", body["numeric"]!["verdict"]!.GetValue<string>());
        Assert.Null(body["numeric"]!["dx"]!["error_bound"]![0]![0]);
        Assert.Null(body["numeric"]!["dx"]!["value"]![0]![0]);
        Assert.NotNull(body["numeric"]!["dx"]!["error_bound"]![0]![1]);
        Assert.Equal("step_unusable", body["warnings"]![0]!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Post_InTrainWithRunningStatistics_UpdatesThemAsTheCourseDoes()
    {
        var (_, body) = await client.PostAsync(Path, "{\"x\": [[1], [3]], \"dout\": [[1], [2]], \"running_mean\": [10], \"running_var\": [3], \"momentum\": 0.75}");

        Assert.Equal("[8]", body["running_mean"]!.ToJsonString());
        Assert.Equal("[2.5]", body["running_var"]!.ToJsonString());
    }

    [Fact]
    public async Task Post_InEval_HoldsTheStatisticsConstant()
    {
        var (_, body) = await client.PostAsync(Path, "{\"x\": [[1], [3]], \"dout\": [[1], [2]], \"gamma\": [3], \"running_mean\": [1], \"running_var\": [3], \"eps\": 1, \"mode\": \"eval\", \"numeric\": {\"method\": \"complex_step\"}, \"include\": [\"intermediates\", \"paths\"]}");

        Assert.Equal("[[1.5],[3]]", body["dx"]!.ToJsonString());
        Assert.Equal("[[0],[3]]", body["out"]!.ToJsonString());
        Assert.Equal(["mean", "var", "xhat", "dxhat", "dvar", "dmean"], body["intermediates"]!.AsObject().Select(property => property.Key));
        Assert.Equal("[-0.75] [-4.5]", $"{body["intermediates"]!["dvar"]!.ToJsonString()} {body["intermediates"]!["dmean"]!.ToJsonString()}");
        Assert.Equal(["direct"], body["paths"]!.AsObject().Select(property => property.Key));
        Assert.Equal("match", body["numeric"]!["verdict"]!.GetValue<string>());
        Assert.Null(body["running_mean"]);
    }

    [Theory]
    [InlineData("{\"x\": [[1, 9007199254740993]], \"dout\": [[1, 2]]}", "inexact_integer", "x[0][1]: no double equals 9007199254740993; it was read as 9007199254740992.")]
    [InlineData("{\"x\": [[1, 2]], \"dout\": [[1, 2]]}", "single_element", "Each group has a single element, which is its own mean: xhat and dx are 0 whatever dout is. Use groups of at least 2 elements.")]
    [InlineData("{\"x\": [[1, 7], [2, 7]], \"dout\": [[1, 2], [3, 4]]}", "zero_variance", "column 1 of x is constant: xhat is 0 there, and dx depends on eps alone.")]
    public async Task Post_ABatchThatProvesLittle_IsAnsweredWithAWarning(string request, string code, string message)
    {
        var (status, body) = await client.PostAsync(Path, request);

        Assert.Equal(200, status);
        Assert.Contains(body["warnings"]!.AsArray(), warning => warning!["code"]!.GetValue<string>() == code && warning["message"]!.GetValue<string>() == message);
    }

    [Fact]
    public async Task Post_ABatchWhoseGradientOverflows_AnswersTheRestAndSaysSo()
    {
        using var content = Wire.Json("{\"x\": [[1, 7], [2, 9]], \"dout\": [[1e308, 2], [1e308, 4]], \"gamma\": [1e10, 1]}");
        using var answer = await client.PostAsync(new Uri(Path, UriKind.Relative), content);
        var body = await answer.Content.ReadAsStringAsync();

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Contains("dx, dbeta would hold values beyond the largest double, about 1.8e308; scale dout, gamma or beta down.", body, StringComparison.Ordinal);
        Assert.Contains("\"out\":[[-", body, StringComparison.Ordinal);
        Assert.Contains(",6]", body, StringComparison.Ordinal);
    }
}
