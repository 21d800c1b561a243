using System.Text.Json.Nodes;
using GradCheck.Api.Tests.Support;

namespace GradCheck.Api.Tests.Endpoints;

/// <summary>GET and POST /v1/{layer}/derivation.</summary>
public class DerivationTests(ServiceFactory service) : IClassFixture<ServiceFactory>
{
    private const string Batch = "\"x\": [[1, 2], [2, 5], [4, 3]], \"gamma\": [2, 3], \"dout\": [[1, 0], [0, 1], [2, 1]]";

    private readonly HttpClient client = service.CreateClient();

    [Theory]
    [InlineData("batchnorm", "mean var xhat out dgamma dbeta dxhat dvar dmean dx dx")]
    [InlineData("batchnorm?mode=eval", "mean var xhat out dgamma dbeta dxhat dx dx")]
    [InlineData("groupnorm", "mean var xhat out dgamma dbeta dxhat dvar dmean dx dx")]
    [InlineData("rmsnorm", "var xhat out dgamma dbeta dxhat dvar dx dx")]
    public async Task Get_OfALayer_HasItsOwnSteps(string layer, string quantities)
    {
        var parts = layer.Split('?');
        var body = JsonNode.Parse(await client.GetStringAsync(new Uri($"/v1/{parts[0]}/derivation?{parts.ElementAtOrDefault(1)}", UriKind.Relative)))!;

        Assert.Equal(quantities, string.Join(' ', body["steps"]!.AsArray().Select(step => step!["quantity"]!.GetValue<string>())));
        Assert.All(body["steps"]!.AsArray(), step => Assert.Null(step!["value"]));
    }

    [Fact]
    public async Task Post_ABatch_HasTheNumbersOfGradientsAtEveryStep()
    {
        var (status, body) = await client.PostAsync("/v1/batchnorm/derivation", $"{{ {Batch} }}");
        var (_, gradients) = await client.PostAsync("/v1/batchnorm/gradients", $"{{ {Batch}, \"include\": [\"intermediates\", \"paths\"] }}");

        Assert.Equal(200, status);
        foreach (var step in body["steps"]!.AsArray())
        {
            var quantity = step!["quantity"]!.GetValue<string>();
            var expected = Wire.Numbers(gradients[quantity] ?? gradients["intermediates"]![quantity]);
            var actual = Wire.Numbers(step["value"]);
            Assert.Equal(expected.Length, actual.Length);
            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-15));
        }

        Assert.Equal(gradients["paths"]!.ToJsonString(), body["steps"]!.AsArray().Single(step => step!["paths"] is not null)!["paths"]!.ToJsonString());
    }

    [Fact]
    public async Task Get_AModeThatALayerHasNot_IsAProblem()
    {
        using var answer = await client.GetAsync(new Uri("/v1/layernorm/derivation?mode=eval&x=1", UriKind.Relative));
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Equal(["mode: is \"eval\", but should be train", "x: is not a parameter of this route"], Wire.ErrorsOf(body).Order(StringComparer.Ordinal));
    }
}
