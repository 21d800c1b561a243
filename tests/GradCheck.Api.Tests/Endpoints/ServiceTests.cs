using System.Text.Json.Nodes;
using GradCheck.Api.Problems;
using GradCheck.Api.Tests.Support;
using Microsoft.AspNetCore.Mvc.Testing;

namespace GradCheck.Api.Tests.Endpoints;

/// <summary>The routes beside those of a layer.</summary>
public class ServiceTests(ServiceFactory service) : IClassFixture<ServiceFactory>
{
    private readonly HttpClient client = service.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Get_Health_IsOk(string path) => Assert.Equal("{\"status\":\"ok\"}", await client.GetStringAsync(new Uri(path, UriKind.Relative)));

    [Fact]
    public async Task Get_TheRoot_LeadsToSwagger()
    {
        using var answer = await client.GetAsync(new Uri("/", UriKind.Relative));

        Assert.Equal(302, (int)answer.StatusCode);
        Assert.Equal("/swagger", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Get_Layers_DescribesBatchNormAsData()
    {
        var layer = JsonNode.Parse(await client.GetStringAsync(new Uri("/v1/layers", UriKind.Relative)))!["layers"]![0]!;

        Assert.Equal("batchnorm", layer["id"]!.GetValue<string>());
        Assert.Equal("[\"train\",\"eval\"]", layer["modes"]!.ToJsonString());
        Assert.Equal(["x (N, D) or (N, C, L)", "dout (N, D) or (N, C, L)", "gamma (D,)", "beta (D,)", "running_mean (D,)", "running_var (D,)"], layer["inputs"]!.AsArray().Select(input => $"{input!["name"]} {input["shape"]}"));
        Assert.Equal(["eps", "ddof", "momentum", "momentum_of", "running_ddof", "channels", "mode"], layer["parameters"]!.AsArray().Select(parameter => parameter!["name"]!.GetValue<string>()));
        Assert.Equal(["mean", "var", "xhat", "out", "dgamma", "dbeta", "dxhat", "dvar", "dmean", "dx", "dx"], layer["formulas"]!.AsArray().Select(formula => formula!["quantity"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Get_EachProblemType_ExplainsItself()
    {
        foreach (var type in ProblemTypes.All)
        {
            var explained = JsonNode.Parse(await client.GetStringAsync(new Uri(type.Uri, UriKind.Relative)))!;
            Assert.Equal(type.Uri, explained["type"]!.GetValue<string>());
            Assert.Equal(type.Status, explained["status"]!.GetValue<int>());
            Assert.NotEqual(string.Empty, explained["explanation"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task Get_AnUnknownProblemType_NamesTheNearest()
    {
        using var answer = await client.GetAsync(new Uri("/problems/body-to-large", UriKind.Relative));

        Assert.Equal(404, (int)answer.StatusCode);
        Assert.Contains("the nearest is body-too-large", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
