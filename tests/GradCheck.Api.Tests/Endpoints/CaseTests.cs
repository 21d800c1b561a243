using System.Text.Json.Nodes;
using GradCheck.Api.Tests.Support;

namespace GradCheck.Api.Tests.Endpoints;

/// <summary>GET /v1/batchnorm/cases/{seed}.</summary>
public class CaseTests(ServiceFactory service) : IClassFixture<ServiceFactory>
{
    private readonly HttpClient client = service.CreateClient();

    [Fact]
    public async Task Get_WithoutAnything_IsATypicalCaseWithoutAnswers()
    {
        var made = await Get("/v1/batchnorm/cases/42");

        Assert.Equal(["layer", "seed", "profile", "generator", "parameters", "inputs"], made.AsObject().Select(field => field.Key));
        Assert.Equal("typical", made["profile"]!.GetValue<string>());
        Assert.Equal(1, made["generator"]!.GetValue<int>());
        Assert.Equal("{\"eps\":1E-05,\"mode\":\"train\"}", made["parameters"]!.ToJsonString());
        Assert.Equal((await Get("/v1/batchnorm/cases/42")).ToJsonString(), made.ToJsonString());
        Assert.NotEqual((await Get("/v1/batchnorm/cases/43"))["inputs"]!.ToJsonString(), made["inputs"]!.ToJsonString());
    }

    [Fact]
    public async Task Get_WithSizesProfileAndAnswers_HasThem()
    {
        var made = await Get("/v1/batchnorm/cases/0?n=6&d=2&profile=tiny_variance&include=answers");

        Assert.Equal(6, made["inputs"]!["x"]!.AsArray().Count);
        Assert.Equal(2, made["inputs"]!["gamma"]!.AsArray().Count);
        Assert.Equal(["mean", "var", "xhat", "out", "dgamma", "dbeta", "dxhat", "dvar", "dmean", "dx"], made["answers"]!.AsObject().Select(field => field.Key));
    }

    [Fact]
    public async Task Get_AWrongQuery_NamesEveryParameter()
    {
        using var answer = await client.GetAsync(new Uri("/v1/batchnorm/cases/-1?m=3&n=0&profile=ofset&include=answer&d=1&d=2", UriKind.Relative));
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Equal(
            [
                "d: is given twice",
                "include: is \"answer\", but should be answers; the nearest is answers",
                "m: is not a parameter of this route",
                "n: is 0, but a size is a whole number from 1",
                "profile: is \"ofset\", but should be typical or readable or discriminating or offset or tiny_variance or constant_column or signed_gamma or wide or tall; the nearest is offset",
                "seed: is -1, but a seed is a whole number from 0 to 9007199254740991",
            ],
            Wire.ErrorsOf(body).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Get_ABatchOverTheLimit_Is422()
    {
        using var answer = await client.GetAsync(new Uri("/v1/batchnorm/cases/1?n=100000&d=100000", UriKind.Relative));

        Assert.Equal(422, (int)answer.StatusCode);
        Assert.Contains("x would have 10000000000 elements, but the limit is 1048576.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<JsonNode> Get(string path) => JsonNode.Parse(await client.GetStringAsync(new Uri(path, UriKind.Relative)))!;
}
