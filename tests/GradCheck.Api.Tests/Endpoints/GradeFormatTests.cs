using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Xml.Linq;
using CsCheck;
using GradCheck.Api.Fields;
using GradCheck.Api.Grades;
using GradCheck.Api.Tests.Support;
using GradCheck.Grading;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace GradCheck.Api.Tests.Endpoints;

/// <summary>POST /v1/{layer}/grade?format=: the file of a grader, whatever happened.</summary>
public class GradeFormatTests(ServiceFactory service) : IClassFixture<ServiceFactory>
{
    private const string Request = """{"rubric": [{"tensor": "dx", "points": 6}], "cases": [{"seed": 1, "submitted": {"dx": [[NaN]]}}], "penalty_once": false}""";

    private readonly HttpClient client = service.CreateClient();

    public static TheoryData<string, string> Formats => new()
    {
        { "gradescope", "application/json; charset=utf-8" },
        { "prairielearn", "application/json; charset=utf-8" },
        { "autolab", "text/plain; charset=utf-8" },
        { "otter", "application/json; charset=utf-8" },
        { "nbgrader", "text/plain; charset=utf-8" },
        { "github-classroom", "text/plain; charset=utf-8" },
        { "codegrade", "application/json; charset=utf-8" },
        { "submitty", "application/json; charset=utf-8" },
        { "junit", "application/xml; charset=utf-8" },
        { "tap", "text/plain; charset=utf-8" },
        { "markdown", "text/markdown; charset=utf-8" },
        { "text", "text/plain; charset=utf-8" },
    };

    [Fact]
    public void Formats_AreAllThereAre() => Assert.Equal(GradeFormats.Names, Formats.Select(format => (string)((object[])format)[0]));

    [Fact]
    public void Formats_InTheDocument_HaveARowEach() => Assert.All(GradeFormats.Names, name =>
        Assert.Contains($"\n| `{name}` | ", File.ReadAllText(Repository.PathOf("docs", "grading.md")), StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Post_WithAFormat_IsTheFileOfTheGrader(string format, string mediaType)
    {
        var (status, type, body) = await Post(client, $"?format={format}", Request);

        Assert.Equal((200, mediaType), (status, type));
        Assert.Contains("dx", Readable(format, body), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Post_WhenTheServiceFails_IsStillTheFileOfTheGrader(string format, string mediaType)
    {
        await using var broken = Broken();
        using var to = broken.CreateClient();
        var (status, type, body) = await Post(to, $"?format={format}", Request);

        Assert.Equal((500, mediaType), (status, type));
        Assert.Equal(GradeFormats.Find(format)!.Write(GradeReport.Failed("Grading", "The service failed.\nThis is a fault of the service, not of the submission.")), body);
        Assert.DoesNotContain("of the test", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_WhenTheServiceFailsWithoutAFormat_IsAProblem()
    {
        await using var broken = Broken();
        using var to = broken.CreateClient();
        var (status, type, body) = await Post(to, string.Empty, Request);

        Assert.Equal((500, "application/problem+json"), (status, type));
        Assert.Equal("/problems/internal-error", JsonNode.Parse(body)!["type"]!.GetValue<string>());
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Post_ARequestThatCannotBeAnswered_IsTheFileOfTheGraderToo(string format, string mediaType)
    {
        var (status, type, body) = await Post(client, $"?format={format}", "{\"rubric\": [{\"tensor\": \"dX\", \"points\": 1}], \"cases\": []}");

        Assert.Equal((400, mediaType), (status, type));
        Assert.True(format == "codegrade" || Readable(format, body).Contains("dX", StringComparison.Ordinal), body);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Post_ABodyOfAnotherMediaType_IsTheFileOfTheGraderToo(string format, string mediaType)
    {
        // As curl announces a body of which nothing is said.
        using var body = new StringContent(Request, null, "application/x-www-form-urlencoded");
        using var response = await client.PostAsync(new Uri($"/v1/batchnorm/grade?format={format}", UriKind.Relative), body);
        var text = await response.Content.ReadAsStringAsync();

        Assert.Equal((415, mediaType), ((int)response.StatusCode, response.Content.Headers.ContentType!.ToString()));
        Assert.True(format == "codegrade" || Readable(format, text).Contains("The body is announced as application/x", StringComparison.Ordinal), text);
    }

    [Fact]
    public async Task Post_ABodyThatIsTooLarge_IsTheFileOfTheGraderToo()
    {
        await using var small = ServiceFactory.With(("Limits:MaxBodyBytes", "1024"));
        using var to = small.CreateClient();
        var (status, _, body) = await Post(to, "?format=gradescope", Request + new string(' ', 2000));

        Assert.Equal(413, status);
        Assert.Contains("but the limit is 1024.", JsonNode.Parse(body)!["tests"]![0]!["output"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_AnUnknownFormat_Is422WithTheNearest()
    {
        var (status, type, body) = await Post(client, "?format=gradscope", Request);
        var problem = JsonNode.Parse(body)!;

        Assert.Equal((422, "application/problem+json"), (status, type));
        Assert.Equal("/problems/unknown-format", problem["type"]!.GetValue<string>());
        Assert.Equal($"format is \"gradscope\", but should be {string.Join(" or ", GradeFormats.Names)}; the nearest is gradescope.", problem["detail"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("?fromat=tap", "fromat: is not a parameter of this route; the nearest is format")]
    [InlineData("?format=tap&format=text", "format: is given twice")]
    public async Task Post_AWrongQuery_IsAProblem(string query, string error)
    {
        var (status, type, body) = await Post(client, query, Request);

        Assert.Equal((400, "application/problem+json"), (status, type));
        Assert.Equal(error, Assert.Single(Wire.ErrorsOf(JsonNode.Parse(body)!)));
    }

    [Fact]
    public async Task Post_ElsewhereWithAFormat_IsAProblemAsEver()
    {
        using var content = Wire.Json("{}");
        using var answer = await client.PostAsync(new Uri("/v1/batchnorm/check?format=tap", UriKind.Relative), content);

        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public void Post_AnyBytes_IsAGradeOrSaysWhyNot() =>
        Gen.Select(Gen.Select(Gen.Int[0, Hostile.Length], Gen.Int[0, 9], Gen.OneOf(Array.ConvertAll(Fragments, Gen.Const))).Array[1, 5], Gen.OneOf(Array.ConvertAll<string, Gen<string>>([.. GradeFormats.Names], Gen.Const))).Sample(
            (edits, format) =>
            {
                var body = edits.Aggregate(Hostile, (text, edit) => string.Concat(text.AsSpan(0, Math.Min(edit.Item1, text.Length)), edit.Item3, text.AsSpan(Math.Min(text.Length, edit.Item1 + edit.Item2))));
                var (status, _, answer) = Post(client, $"?format={format}", body).GetAwaiter().GetResult();
                return status is 200 or 400 or 422 && Readable(format, answer).Length > 0;
            },
            iter: Effort.Count(200, 1000));

    private const string Hostile = "{\"rubric\": [{\"tensor\": \"dx\", \"points\": 6}, {\"tensor\": \"dbeta\", \"points\": 0.3}, {\"case\": 0, \"weight\": 2}, {\"profile\": \"offset\", \"weight\": 0.5}], \"cases\": [{\"seed\": 1, \"n\": 2, \"d\": 2, \"submitted\": {\"dx\": [[1, NaN], [3, 4]], \"dbeta\": [1, 2]}}, {\"seed\": 2, \"profile\": \"offset\", \"error\": \"E: \\ud800\"}], \"partial\": [{\"share\": 0.5, \"causes\": [\"zeros\"]}], \"penalty_once\": true, \"reveal\": \"cause\", \"title\": \"t\"}";

    private static readonly string[] Fragments = ["[", "]", "{", "}", ",", ":", "\"", "null", "true", "NaN", "1e999", "-1", "1e-320", "9007199254740993", "0.5", "\"dx\"", "\\u0000", "\\udfff", "\\", "\u00e9", "[[[[", "\"tensor\":", "\"seed\": 7", " "];

    // What a format says, out of its wrapping, by a reader of that wrapping.
    private static string Readable(string format, string body) => format switch
    {
        "github-classroom" => JsonNode.Parse(Convert.FromBase64String(body))!.ToJsonString(),
        "junit" => XDocument.Parse(body).ToString(),
        "codegrade" => $"{JsonNode.Parse(body)!["points"]} of dx",
        "autolab" => string.Concat(body.TrimEnd('\n').Split('\n').Select(line => JsonNode.Parse(line)!.ToJsonString())),
        "gradescope" or "prairielearn" or "otter" or "submitty" => JsonNode.Parse(body)!.ToJsonString(),
        _ => body,
    };

    private static async Task<(int Status, string? Type, string Body)> Post(HttpClient client, string query, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri($"/v1/batchnorm/grade{query}", UriKind.Relative), content);
        return ((int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString(), await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The service with a fault of its own, wherever it reads penalty_once.</summary>
    private WebApplicationFactory<Program> Broken() => service.WithWebHostBuilder(builder => builder.ConfigureTestServices(services =>
        services.Configure<JsonOptions>(options => options.SerializerOptions.Converters.Insert(0, new Fault()))));

    private sealed class Fault : JsonConverter<Field<bool>>
    {
        public override Field<bool> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new InvalidOperationException("a fault of the test");

        public override void Write(Utf8JsonWriter writer, Field<bool> value, JsonSerializerOptions options) => throw new NotSupportedException();
    }
}
