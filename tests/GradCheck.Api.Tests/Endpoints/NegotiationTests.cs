using GradCheck.Api.Tests.Support;

namespace GradCheck.Api.Tests.Endpoints;

/// <summary>Which format an answer comes in.</summary>
public class NegotiationTests(ServiceFactory service) : IClassFixture<ServiceFactory>
{
    private const string Path = "/v1/batchnorm/cases/42";

    private readonly HttpClient client = service.CreateClient();

    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("application/*", "application/json")]
    [InlineData("application/json", "application/json")]
    [InlineData("application/x-npz", "application/x-npz")]
    [InlineData("APPLICATION/X-NPZ; q=1.0", "application/x-npz")]
    [InlineData("application/x-npz, application/json", "application/json")]
    [InlineData("application/json;q=0.8, application/x-npz;q=0.9", "application/x-npz")]
    [InlineData("application/x-npz;q=0.1, */*;q=0.5", "application/json")]
    [InlineData("application/x-npz, */*", "application/x-npz")]
    [InlineData("application/json;q=0, */*", "application/x-npz")]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/json")]
    [InlineData("text/html, application/x-npz;q=0.001", "application/x-npz")]
    [InlineData("no media type at all", "application/json")]
    public async Task Get_ByAccept_IsInTheFormatAskedFor(string? accept, string type)
    {
        var (status, actual, _) = await client.SendAsync(Path, (HttpContent?)null, accept);

        Assert.Equal((200, type), (status, actual));
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/x-npz;q=0, application/json;q=0")]
    [InlineData("application/*;q=0")]
    [InlineData("application/problem+json")]
    public async Task Get_WithoutAFormatThereIs_Is406(string accept)
    {
        var (status, type, body) = await client.SendAsync(Path, (HttpContent?)null, accept);

        Assert.Equal((406, "application/problem+json"), (status, type));
        Assert.Equal("/problems/not-acceptable", Arrays.Json(body)["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task Post_WithoutAFormatThereIs_Is406BeforeTheBodyIsRead()
    {
        var (status, _, _) = await client.SendAsync("/v1/batchnorm/gradients", [.. "not JSON"u8], "application/json", "image/png");

        Assert.Equal(406, status);
    }

    [Theory]
    [InlineData("/v1/batchnorm/gradients", "application/x-npz", "not an archive", 400)]
    [InlineData("/v1/batchnorm/gradients", "text/plain", "text", 415)]
    [InlineData("/v1/nothing", "application/x-npz", "", 404)]
    [InlineData("/v1/layers", "application/x-npz", "", 405)]
    public async Task Post_WithAProblem_IsToldInProblemJsonWhateverIsAccepted(string path, string type, string body, int status)
    {
        foreach (var accept in new[] { "application/x-npz", "application/x-npz, text/html" })
        {
            var (actual, answered, problem) = await client.SendAsync(path, System.Text.Encoding.UTF8.GetBytes(body), type, accept);

            Assert.Equal((status, "application/problem+json"), (actual, answered));
            Assert.Equal(status, Arrays.Json(problem)["status"]!.GetValue<int>());
            Assert.NotNull(Arrays.Json(problem)["trace_id"]);
        }
    }

    [Fact]
    public async Task Get_InEitherFormat_VariesByAccept()
    {
        using var json = await client.GetAsync(new Uri(Path, UriKind.Relative));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Path, UriKind.Relative));
        request.Headers.Accept.ParseAdd("application/x-npz");
        using var npz = await client.SendAsync(request);

        Assert.Equal("Accept", json.Headers.Vary.ToString());
        Assert.Equal("Accept", npz.Headers.Vary.ToString());
    }
}
