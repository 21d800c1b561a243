using GradCheck.Api.Tests.Support;

namespace GradCheck.Api.Tests.Endpoints;

/// <summary>POST /v1/{layer}/second-order and /v1/{layer}/step-sweep.</summary>
public class SecondOrderTests(ServiceFactory service) : IClassFixture<ServiceFactory>
{
    private const string Batch = "\"x\": [[1, 2], [2, 5], [4, 3]], \"gamma\": [2, 3], \"dout\": [[1, 0], [0, 1], [2, 1]]";

    private readonly HttpClient client = service.CreateClient();

    [Fact]
    public async Task SecondOrder_OfABatch_IsCheckedByComplexStep()
    {
        var (status, body) = await client.PostAsync("/v1/batchnorm/second-order", $"{{ {Batch}, \"direction\": {{\"dx\": [[1, 0], [0, 1], [1, 1]], \"dgamma\": [1, 2], \"dbeta\": [0.5, 0]}} }}");

        Assert.Equal(200, status);
        Assert.Equal(["layer", "shape", "s", "ds_dx", "ds_dgamma", "ds_ddout", "formulas", "numeric", "warnings"], body.AsObject().Select(field => field.Key));
        Assert.Equal("match", body["numeric"]!["verdict"]!.GetValue<string>());
        Assert.True(body["numeric"]!["ds_dx"]!["comparison"]!["max_absolute_error"]!.GetValue<double>() < 1e-14);
    }

    [Fact]
    public async Task SecondOrder_WithTheWeightsOfDbetaAlone_IsThoseWeightsInDout()
    {
        var (_, body) = await client.PostAsync("/v1/batchnorm/second-order", $"{{ {Batch}, \"direction\": {{\"dbeta\": [0.5, 2]}}, \"numeric\": false }}");

        Assert.Equal("[[0.5,2],[0.5,2],[0.5,2]]", body["ds_ddout"]!.ToJsonString());
        Assert.Equal(5.5, body["s"]!.GetValue<double>());
        Assert.All(Wire.Numbers(body["ds_dx"]), value => Assert.Equal(0, value));
        Assert.Null(body["numeric"]);
    }

    [Theory]
    [InlineData("\"numeric\": true", "direction: is missing")]
    [InlineData("\"direction\": {}", "direction: is empty; weigh any of dx, dgamma, dbeta")]
    [InlineData("\"direction\": 1, \"numeric\": 1", "direction: is not an object such as {\"dx\": [[1, 0], [0, 1]]}", "numeric: is neither true nor false")]
    [InlineData("\"direction\": {\"dx\": [[1]], \"dgamma\": [1], \"dy\": 1}", "direction.dx: has shape (1, 1), but should have (3, 2), because x has shape (3, 2)", "direction.dgamma: has 1 value, but x has 2 columns", "direction.dy: is not a field of this request; the nearest is dx")]
    public async Task SecondOrder_AWrongRequest_NamesEveryPlace(string fields, params string[] errors)
    {
        var (status, body) = await client.PostAsync("/v1/batchnorm/second-order", $"{{ {Batch}, {fields} }}");

        Assert.Equal(400, status);
        Assert.Equal(errors.Order(StringComparer.Ordinal), Wire.ErrorsOf(body).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task StepSweep_OfATypicalCase_IsAVForDifferencesAndFlatForTheComplexStep()
    {
        var made = System.Text.Json.Nodes.JsonNode.Parse(await client.GetStringAsync(new Uri("/v1/batchnorm/cases/1", UriKind.Relative)))!;
        var (status, body) = await client.PostAsync("/v1/batchnorm/step-sweep", made["inputs"]!.ToJsonString());
        var central = body["methods"]![0]!;
        var complex = body["methods"]![1]!;

        Assert.Equal(200, status);
        Assert.Equal(14, central["points"]!.AsArray().Count);
        Assert.Equal(1e-5, central["best_step"]!.GetValue<double>());
        Assert.True(central["best_error"]!.GetValue<double>() < 1e-10);
        Assert.Equal(2, central["truncation_slope"]!.GetValue<double>(), 0.05);
        Assert.Equal(-1, central["rounding_slope"]!.GetValue<double>(), 0.1);
        Assert.True(complex["points"]![13]!["error"]!.GetValue<double>() < 1e-15);
    }

    [Fact]
    public async Task StepSweep_OverTheLimit_Is422()
    {
        await using var small = ServiceFactory.With(("Limits:MaxNumericWork", "1000"));
        using var limited = small.CreateClient();
        var (status, body) = await limited.PostAsync("/v1/layernorm/step-sweep", $"{{ {Batch} }}");

        Assert.Equal(422, status);
        Assert.Equal("/problems/numeric-work-too-large", body["type"]!.GetValue<string>());
    }
}
