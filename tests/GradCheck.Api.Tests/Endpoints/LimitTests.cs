using GradCheck.Api.Tests.Support;
using Microsoft.Extensions.Options;

namespace GradCheck.Api.Tests.Endpoints;

/// <summary>What one request may cost.</summary>
public class LimitTests
{
    private const string Path = "/v1/batchnorm/gradients";

    [Fact]
    public async Task Post_ABodyOverTheLimit_Is413WithTheLimitAndWhatWasAsked()
    {
        await using var service = ServiceFactory.With(("Limits:MaxBodyBytes", "1024"));
        using var client = service.CreateClient();
        var (status, body) = await client.PostAsync(Path, $"{{\"x\": [[1]], \"dout\": [[1]]{new string(' ', 2000)}}}");

        Assert.Equal(413, status);
        Assert.Equal("/problems/body-too-large", body["type"]!.GetValue<string>());
        Assert.Equal(1024, body["limit"]!.GetValue<int>());
        Assert.Equal(2027, body["asked"]!.GetValue<int>());
    }

    [Fact]
    public async Task Post_ATensorOverTheLimit_Is422WithItsNameAndCount()
    {
        await using var service = ServiceFactory.With(("Limits:MaxElements", "5"));
        using var client = service.CreateClient();
        var (status, body) = await client.PostAsync(Path, "{\"x\": [[1, 2], [3, 4]], \"dout\": [[1, 2, 3], [4, 5, 6]]}");

        Assert.Equal(422, status);
        Assert.Equal("/problems/tensor-too-large", body["type"]!.GetValue<string>());
        Assert.Equal("dout has 6 elements, but the limit is 5.", body["detail"]!.GetValue<string>());
        Assert.Equal(6, body["asked"]!.GetValue<int>());
    }

    [Fact]
    public async Task Post_NumericWorkOverTheLimit_Is422_AndTheClosedFormIsNot()
    {
        await using var service = ServiceFactory.With(("Limits:MaxNumericWork", "60"));
        using var client = service.CreateClient();
        const string Batch = "\"x\": [[1, 2], [3, 5]], \"dout\": [[1, 2], [3, 4]]";
        var (status, body) = await client.PostAsync(Path, $"{{{Batch}, \"numeric\": true}}");
        var (closed, _) = await client.PostAsync(Path, $"{{{Batch}}}");
        var (cheaper, _) = await client.PostAsync(Path, $"{{{Batch}, \"numeric\": {{\"method\": \"complex_step\"}}}}");

        Assert.Equal(422, status);
        Assert.Equal("/problems/numeric-work-too-large", body["type"]!.GetValue<string>());
        Assert.Equal(64, body["asked"]!.GetValue<int>());
        Assert.Equal(200, closed);
        Assert.Equal(200, cheaper);
    }

    [Theory]
    [InlineData("Limits:MaxBodyBytes", "0")]
    [InlineData("Limits:MaxElements", "-1")]
    [InlineData("Limits:MaxNumericWork", "0")]
    public void Start_WithALimitThatIsNone_Fails(string key, string value)
    {
        using var service = ServiceFactory.With((key, value));

        Assert.Throws<OptionsValidationException>(service.CreateClient);
    }
}
