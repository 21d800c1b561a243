using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using GradCheck.Api.Grades;
using GradCheck.Api.Tests.Support;

namespace GradCheck.Api.Tests.Endpoints;

/// <summary>POST /v1/programs/grade: a student's code against a rubric.</summary>
public sealed class ProgramGradeTests(ProgramGradeTests.Brief service) : IClassFixture<ProgramGradeTests.Brief>
{
    private const string Path = "/v1/programs/grade";

    private const string Right = """
        import numpy as np

        def layernorm_forward(x, gamma, beta, ln_param):
            eps = ln_param.get("eps", 1e-5)
            std = np.sqrt(x.var(axis=1, keepdims=True) + eps)
            xhat = (x - x.mean(axis=1, keepdims=True)) / std
            return gamma * xhat + beta, (xhat, gamma, std)

        def layernorm_backward(dout, cache):
            xhat, gamma, std = cache
            dbeta = dout.sum(axis=0)
            dgamma = (dout * xhat).sum(axis=0)
            d = dout * gamma
            dx = (d - d.mean(axis=1, keepdims=True) - xhat * (d * xhat).mean(axis=1, keepdims=True)) / std
            return dx, dgamma, dbeta
        """;

    private static readonly string Wrong = Right.Replace("(dout * xhat).sum(axis=0)", "(dout * xhat).mean(axis=0)", StringComparison.Ordinal);

    private static readonly Dictionary<string, string> Submissions = new()
    {
        ["right"] = Right,
        ["wrong"] = Wrong,
        ["not Python"] = "def layernorm_forward(x:\n  \"</failure>]]> \u001b[31m ::set-output name=points::9\"\nok 99 - dx\n```",
        ["an error of its own"] = Right.Replace("d = dout * gamma", "raise ValueError(\"</failure>]]>\\n1..0 # skip\\nok 99 - dx\\n##[error] | <b>\\u0000\\ufffe\")", StringComparison.Ordinal),
        ["endless"] = Right.Replace("d = dout * gamma", "while True: d = dout", StringComparison.Ordinal),
        ["outside"] = Right.Replace("d = dout * gamma", "import os; d = os.system('x')", StringComparison.Ordinal),
        ["empty"] = string.Empty,
    };

    private readonly HttpClient client = service.CreateClient();

    public static TheoryData<string, string> FormatsAndSubmissions
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var format in GradeFormats.Names)
            {
                foreach (var submission in Submissions.Keys)
                {
                    data.Add(format, submission);
                }
            }

            return data;
        }
    }

    [Theory]
    [InlineData("right", 9)]
    [InlineData("wrong", 8)]
    [InlineData("not Python", 0)]
    [InlineData("an error of its own", 3)]
    [InlineData("endless", 0)]
    [InlineData("outside", 3)]
    [InlineData("empty", 0)]
    public async Task Post_AnySubmission_Is200WithAScoreAndReasons(string submission, double score)
    {
        var (status, grade) = await client.PostAsync(Path, Request(Submissions[submission]));

        Assert.Equal(200, status);
        Assert.Equal((score, 9), (grade["score"]!.GetValue<double>(), grade["max_score"]!.GetValue<double>()));
        Assert.Equal(["forward", "dx", "dgamma", "dbeta"], grade["items"]!.AsArray().Select(item => item!["name"]!.GetValue<string>()));
        Assert.All(grade["items"]!.AsArray(), item => Assert.NotEmpty(item!["reason"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Post_AWrongLine_IsToldWithItsPlaceAndCause()
    {
        var (_, grade) = await client.PostAsync(Path, Request(Wrong, "\"title\": \"Q2\", \"reveal\": \"cause\", \"rubric\": [{\"part\": \"dgamma\", \"points\": 2}], \"partial\": [{\"share\": 0.25, \"causes\": [\"mean_instead_of_sum\"]}]"));

        Assert.Equal(
            "{\"title\":\"Q2\",\"score\":0.5,\"max_score\":2,\"summary\":\"0.5 of 2 points: 0 of 1 right.\",\"items\":[{\"name\":\"dgamma\",\"part\":\"dgamma\",\"points\":0.5,\"max_points\":2,\"verdict\":\"mismatch\",\"reason\":\"dgamma is wrong. The first line to mend: line 12 of layernorm_backward, \\u0060dgamma = (dout * xhat).mean(axis=0)\\u0060. A mean where a sum belongs. A parameter that is shared by many values collects the gradients of all of them: a sum. It earns 0.25 of its points.\",\"causes\":[\"mean_instead_of_sum\"],\"place\":{\"function\":\"layernorm_backward\",\"line\":12}}]}",
            grade.ToJsonString());
    }

    [Theory]
    [InlineData("endless", "unproven")]
    [InlineData("outside", "unproven")]
    [InlineData("an error of its own", "error")]
    [InlineData("empty", "missing")]
    public async Task Post_WhatGivesNoGradient_SaysWhatHappened(string submission, string verdict)
    {
        var (_, grade) = await client.PostAsync(Path, Request(Submissions[submission]));

        Assert.Equal(verdict, grade["items"]![1]!["verdict"]!.GetValue<string>());
    }

    [Theory]
    [MemberData(nameof(FormatsAndSubmissions))]
    public async Task Post_WithAFormat_IsAValidFileWhateverWasSubmitted(string format, string submission)
    {
        using var content = new StringContent(Request(Submissions[submission]), Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri($"{Path}?format={format}", UriKind.Relative), content);
        var body = await answer.Content.ReadAsStringAsync();

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.DoesNotContain('\u001b', body);
        if (format is "junit")
        {
            Assert.Equal(4, XDocument.Parse(body).Descendants("testcase").Count());
        }
        else if (format is "tap")
        {
            Assert.Equal(4, body.Split('\n').Count(line => line.StartsWith("ok ", StringComparison.Ordinal) || line.StartsWith("not ok ", StringComparison.Ordinal)));
        }
        else if (format is "nbgrader")
        {
            Assert.InRange(double.Parse(body.TrimEnd('\n').Split('\n')[^1], System.Globalization.CultureInfo.InvariantCulture), 0, 9);
        }
        else if (format is "autolab")
        {
            Assert.All(body.TrimEnd('\n').Split('\n')[^2..], line => Assert.NotNull(JsonNode.Parse(line)));
        }
        else if (format is "markdown" or "text")
        {
            Assert.Contains("dgamma", body, StringComparison.Ordinal);
        }
        else
        {
            var json = format == "github-classroom" ? Encoding.UTF8.GetString(Convert.FromBase64String(body)) : body;
            Assert.Contains(format == "codegrade" ? "points" : "dgamma", JsonNode.Parse(json)!.ToJsonString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Post_WhatCannotBeAnswered_IsTheFileOfTheGraderToo()
    {
        using var content = new StringContent("{\"layer\": \"layernrm\"}", Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri($"{Path}?format=junit", UriKind.Relative), content);

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains("layernrm", XDocument.Parse(await answer.Content.ReadAsStringAsync()).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "layer: is missing")]
    [InlineData("{\"layer\": \"relu\", \"code\": 5, \"reveal\": \"all\", \"codes\": 1}", "code: is a number, but a name in quotes belongs here", "codes: is not a field of this request; the nearest is code", "reveal: is \"all\", but should be verdict or index or hint or cause or fix")]
    [InlineData("{\"layer\": \"relu\", \"rubric\": [{\"part\": \"dgamma\", \"points\": 1}, {\"part\": \"dx\", \"points\": -1}, {\"part\": \"dx\", \"point\": 1}, 5]}",
        "rubric[0].part: is \"dgamma\", but should be forward or dx",
        "rubric[1].points: is -1, but points are from 0 to 1000000",
        "rubric[2].point: is not a field of this request; the nearest is points",
        "rubric[2].points: is missing",
        "rubric[2]: gives dx a second time",
        "rubric[3]: is not an object such as {\"part\": \"dx\", \"points\": 4}")]
    [InlineData("{\"layer\": \"relu\", \"rubric\": [], \"partial\": [{\"share\": 1, \"causes\": [\"python2\"]}]}", "partial[0].causes[0]: is \"python2\", which is no known mistake; the nearest is python_2", "rubric: is empty")]
    [InlineData("{\"layer\": \"relu\", \"rubric\": [{\"part\": \"dx\", \"points\": 0}]}", "rubric: gives no points; give a part some, such as {\"part\": \"dx\", \"points\": 4}")]
    [InlineData("{\"layer\": \"relu\", \"code\": \"\", \"forward\": \"out = x\"}", "code: is given together with forward or backward, which take its place")]
    public async Task Post_AWrongRequest_NamesEveryPlace(string request, params string[] errors)
    {
        var (status, body) = await client.PostAsync(Path, request);

        Assert.Equal(400, status);
        Assert.Equal(errors.Order(StringComparer.Ordinal), Wire.ErrorsOf(body).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Post_NothingButALayer_IsNothingSubmitted()
    {
        var (status, grade) = await client.PostAsync(Path, "{\"layer\": \"dropout\"}");

        Assert.Equal(200, status);
        Assert.Equal("0 of 8 points: 0 of 3 right.", grade["summary"]!.GetValue<string>());
        Assert.All(grade["items"]!.AsArray(), item => Assert.Equal("No code was submitted.", item!["reason"]!.GetValue<string>()));
    }

    private static string Request(string code, string? more = null) =>
        $"{{\"layer\": \"layernorm\", \"code\": {JsonSerializer.Serialize(code)}{(more is null ? string.Empty : ", " + more)}}}";

    /// <summary>The service with a budget that ends an endless program at once.</summary>
    public sealed class Brief : ServiceFactory
    {
        /// <inheritdoc/>
        protected override void ConfigureWebHost(Microsoft.AspNetCore.Hosting.IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Limits:MaxProgramSteps", "200000");
        }
    }
}
