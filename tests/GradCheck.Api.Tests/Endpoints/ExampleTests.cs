using GradCheck.Api.Tests.Support;

namespace GradCheck.Api.Tests.Endpoints;

/// <summary>The smallest example in the answers about code: where it is asked for, or everything is revealed.</summary>
public class ExampleTests(ServiceFactory service) : IClassFixture<ServiceFactory>
{
    private const string Wrong = "def relu_forward(x):\n    out = np.maximum(0, x)\n    return out, x\n\ndef relu_backward(dout, cache):\n    x = cache\n    dx = dout * (x < 0)\n    return dx\n";

    private readonly HttpClient client = service.CreateClient();

    [Theory]
    [InlineData("")]
    [InlineData("\"include\": [\"example\"]")]
    public async Task Post_AWrongProgram_HasTheExampleInFull(string more)
    {
        var report = await client.CheckAsync("relu", Wrong, more);

        Assert.Equal(
            """{"inputs":{"x":[1,-2],"dout":[1,0]},"tensor":"dx","got":[0,0],"right":[1,0],"at":[0],"line":{"line":7,"source":"dx = dout * (x < 0)","reads":{"dout":[1,0],"x":[1,-2]},"name":"dx","value":[0,0],"right":[1,0],"executions":1}}""",
            report["example"]!.ToJsonString().Replace("\\u003C", "<", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Post_WithoutAskingForIt_HasNone() =>
        Assert.Null((await client.CheckAsync("relu", Wrong, "\"include\": [\"lines\"]"))["example"]);

    [Fact]
    public async Task Post_AnErrorOfShapes_HasWhatItRaises()
    {
        var report = await client.CheckAsync("relu", Wrong.Replace("(x < 0)", "(x > 0).sum(axis=5)", StringComparison.Ordinal));

        Assert.StartsWith("AxisError: axis 5 is out of bounds", report.Text("example.raised"), StringComparison.Ordinal);
        Assert.Null(report["example"]!["got"]);
        Assert.NotNull(report["example"]!["right"]);
    }

    [Theory]
    [InlineData("fix", true)]
    [InlineData("cause", false)]
    public async Task Grade_AWrongProgram_HasItWhereEverythingIsRevealed(string reveal, bool isThere)
    {
        var (_, grade) = await client.PostAsync("/v1/programs/grade", StudentPrograms.Body("relu", Wrong, $"\"reveal\": \"{reveal}\""));

        Assert.Equal(isThere, grade["example"] is not null);
    }
}
