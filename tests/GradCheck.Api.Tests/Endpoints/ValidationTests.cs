using GradCheck.Api.Tests.Support;

namespace GradCheck.Api.Tests.Endpoints;

/// <summary>What is wrong with a request, by place and word for word.</summary>
public class ValidationTests(ServiceFactory service) : IClassFixture<ServiceFactory>
{
    private const string Path = "/v1/batchnorm/gradients";
    private const string X = "\"x\": [[1, 2, 3], [4, 5, 6]]";
    private const string Images = "\"x\": [[[[1]], [[2]], [[4]]], [[[3]], [[5]], [[6]]]], \"dout\": [[[[1]], [[2]], [[4]]], [[[3]], [[5]], [[6]]]]";
    private const string Good = "\"x\": [[1, 2, 3], [4, 5, 7]], \"dout\": [[1, 2, 3], [4, 5, 6]]";

    private readonly HttpClient client = service.CreateClient();

    [Theory]
    [InlineData("{}", "x: is missing", "dout: is missing")]
    [InlineData("{" + X + ", \"dout\": [[1, 2, 3], [4, 5]]}", "dout[1]: has 2 values, but x has 3 columns")]
    [InlineData("{" + X + ", \"dout\": [[1, 2], [4, 5]]}", "dout: has shape (2, 2), but should have (2, 3), because x has shape (2, 3)")]
    [InlineData("{" + Good + ", \"gamma\": [1, 2], \"beta\": [[1], [2], [3]]}", "gamma: has 2 values, but x has 3 columns", "beta: has shape (3, 1), but should have (3,) or (1, 3), because x has 3 columns; it has as many values: beta.reshape(3)")]
    [InlineData("{\"x\": [[1, 2, 3], [4, 5], [6, 7, 8]], \"dout\": [[1]]}", "x[1]: has 2 values, but x[0] has 3")]
    [InlineData("{\"x\": [[1, 2, 3], 4, [6, 7, 8]], \"dout\": [[1]]}", "x[1]: is a number, but a row of numbers belongs here")]
    [InlineData("{\"x\": [[1, 2, 3], [4, [5], 6]], \"dout\": [[1]]}", "x[1][1]: is an array, but a number belongs here")]
    [InlineData("{\"x\": [[1, \"a\", \"2.5\"], [null, true, {}]], \"dout\": [[1]]}", "x[0][1]: is the string \"a\", but a number belongs here", "x[0][2]: is the string \"2.5\", but a number belongs here: leave out the quotes", "x[1][0]: is null, but a number belongs here", "x[1][1]: is true, but a number belongs here", "x[1][2]: is an object, but a number belongs here")]
    [InlineData("{\"x\": [[1, 1e999], [-1e400, 2]], \"dout\": [[1]]}", "x[0][1]: 1e999 is beyond the largest double, about 1.8e308", "x[1][0]: -1e400 is beyond the largest double, about 1.8e308")]
    [InlineData("{\"x\": [], \"dout\": [[]]}", "x: is empty", "dout[0]: is empty")]
    [InlineData("{\"x\": null, \"dout\": \"a\", \"gamma\": null}", "x: is null, but nested arrays of numbers belong here", "dout: is the string \"a\", but nested arrays of numbers belong here", "gamma: is null, but nested arrays of numbers belong here")]
    [InlineData("{\"x\": [1, 2], \"dout\": [1, 2]}", "x: has shape (2,), but batchnorm takes (N, D) or (N, C, L)")]
    [InlineData("{\"x\": 1, \"dout\": [[[[[[[[[1]]]]]]]]]}", "x: is a number, but batchnorm takes nested arrays of shape (N, D) or (N, C, L)", "dout: is nested 9 deep, but no tensor has more than 8 axes")]
    [InlineData("{\"x\": [[NaN, 1], [2, Infinity]], \"dout\": [[1, 2], [-Infinity, 4]]}", "x[0][0]: is NaN, but every input is a finite number", "x[1][1]: is Infinity, but every input is a finite number", "dout[1][0]: is -Infinity, but every input is a finite number")]
    [InlineData("{" + Good + ", \"eps\": -1}", "eps: is -1, but eps is 0 or more")]
    [InlineData("{" + Good + ", \"eps\": NaN, \"momentum\": 1.5}", "eps: is NaN, but eps is 0 or more", "momentum: is 1.5, but momentum is from 0 to 1")]
    [InlineData("{" + Good + ", \"eps\": \"1e-5\"}", "eps: is the string \"1e-5\", but a number belongs here: leave out the quotes")]
    [InlineData("{\"x\": [[1, 2], [1, 3]], \"dout\": [[1, 2], [3, 4]], \"eps\": 0}", "eps: is 0, but the variance of column 0 is 0: their sum is too small to divide by its root")]
    [InlineData("{\"x\": [[1e200], [-1e200]], \"dout\": [[1], [3]]}", "x: column 0 is so large that its variance exceeds the largest double, about 1.8e308; divide x by a constant, which leaves xhat as it is")]
    [InlineData("{" + Good + ", \"mode\": \"evla\"}", "mode: is \"evla\", but should be train or eval; the nearest is eval")]
    [InlineData("{" + Good + ", \"mode\": 1, \"include\": \"paths\"}", "mode: is a number, but a name in quotes belongs here", "include: is not a list of names, such as [\"paths\"]")]
    [InlineData("{" + Good + ", \"mode\": \"eval\"}", "running_mean: is missing: mode eval normalizes with the running statistics", "running_var: is missing: mode eval normalizes with the running statistics")]
    [InlineData("{" + Good + ", \"running_mean\": [1, 2, 3]}", "running_var: is missing: running_mean and running_var go together")]
    [InlineData("{" + Good + ", \"running_mean\": [1, 2], \"running_var\": [1, -2, 3]}", "running_var[1]: is -2, but a variance is 0 or more", "running_mean: has 2 values, but x has 3 columns")]
    [InlineData("{" + Good + ", \"include\": [\"path\", 3]}", "include[1]: is a number, but a name in quotes belongs here")]
    [InlineData("{" + Good + ", \"include\": [\"path\"]}", "include[0]: is \"path\", but should be intermediates or paths; the nearest is paths")]
    [InlineData("{" + Good + ", \"numeric\": {\"method\": \"centrl\", \"step\": 0, \"h\": 1}}", "numeric.method: is \"centrl\", but should be central or complex_step or richardson; the nearest is central", "numeric.step: is 0, but a step is from 1e-250 to 1e250", "numeric.h: is not a field of this request")]
    [InlineData("{" + Good + ", \"numeric\": 1}", "numeric: is neither true nor false nor an object such as {\"method\": \"central\"}")]
    [InlineData("{" + Good + ", \"Gamma\": [1], \"dou\": 1, \"epsilon\": 1}", "Gamma: is not a field of this request; the nearest is gamma", "dou: is not a field of this request; the nearest is dout", "epsilon: is not a field of this request; the nearest is eps")]
    public async Task Post_AWrongRequest_NamesEveryPlace(string request, params string[] errors)
    {
        var (status, body) = await client.PostAsync(Path, request);

        Assert.Equal(400, status);
        Assert.Equal("/problems/invalid-request", body["type"]!.GetValue<string>());
        Assert.Equal(errors.Order(StringComparer.Ordinal), Wire.ErrorsOf(body).Order(StringComparer.Ordinal));
        Assert.All(errors.Take(1), error => Assert.Contains(error, string.Join("; ", Wire.ErrorsOf(body)), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("layernorm", Good + ", \"mode\": \"eval\", \"running_var\": [1, 1, 1], \"groups\": 1", "mode: is eval, but layernorm keeps no running statistics: it has the mode train alone", "running_var: is given, but layernorm keeps no running statistics: it has the mode train alone", "groups: is given, but layernorm takes no number of groups")]
    [InlineData("spatial_batchnorm", Good, "x: has shape (2, 3), but spatial_batchnorm takes (N, C, H, W)")]
    [InlineData("groupnorm", Images, "groups: is missing")]
    [InlineData("groupnorm", Images + ", \"groups\": 2", "groups: is 2, but a number of groups divides the 3 channels of x")]
    [InlineData("groupnorm", Images + ", \"groups\": 1.5, \"gamma\": [[1, 2, 3]]", "groups: is 1.5, but a number of groups divides the 3 channels of x", "gamma: has shape (1, 3), but should have (3,) or (1, 3, 1, 1), because x has 3 channels; it has as many values: gamma.reshape(3)")]
    [InlineData("instancenorm", Images + ", \"gamma\": [1, 2], \"beta\": [[[[1, 1, 1]]]]", "gamma: has 2 values, but x has 3 channels", "beta: has shape (1, 1, 1, 3), but should have (3,) or (1, 3, 1, 1), because x has 3 channels; it has as many values: beta.reshape(3)")]
    [InlineData("rmsnorm", "\"x\": [[0, 0], [1, 2]], \"dout\": [[1, 2], [3, 4]], \"eps\": 0", "eps: is 0, but the variance of row 0 is 0: their sum is too small to divide by its root")]
    public async Task Post_AWrongRequestToALayer_SpeaksItsLanguage(string layer, string fields, params string[] errors)
    {
        var (status, body) = await client.PostAsync($"/v1/{layer}/gradients", $"{{ {fields} }}");

        Assert.Equal(400, status);
        Assert.Equal(errors.Order(StringComparer.Ordinal), Wire.ErrorsOf(body).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Post_ATensorWithManyFaults_NamesTwentyAndCountsTheRest()
    {
        var row = string.Join(", ", Enumerable.Repeat("null", 50));
        var (_, body) = await client.PostAsync(Path, $"{{\"x\": [[{row}]], \"dout\": [[1]]}}");

        var errors = Wire.ErrorsOf(body).ToList();
        Assert.Equal(21, errors.Count);
        Assert.Contains("x: has 30 more problems like these", errors);
    }

    [Theory]
    [InlineData("", "The body is empty.")]
    [InlineData("  ", "The body is empty.")]
    [InlineData("null", "The body is null, but an object belongs here.")]
    [InlineData("[[1]]", "The body is not a JSON object: it does not start with { but is an array: put it into the field it belongs to, as in {\"x\": [[1, 2], [3, 4]]}.")]
    [InlineData("{\"x\": [[1, 2],}", "At line 1, column 14, in x[1], there is a comma with nothing after it but `}`: leave the comma out.")]
    [InlineData("{\n\"x\": [[1 2]]}", "At line 2, column 10, in x[0][0], a comma is missing before `2`; x.tolist() gives an array with its commas.")]
    [InlineData("{\"x\": [[1]], \"x\": [[1]]}", "At line 1, column 14 the field x is given twice.")]
    [InlineData("{\"x\": [[nan]]}", "At line 1, column 9, in x[0][0], there is `nan`: write NaN.")]
    [InlineData("{\"x\": [[+Infinity]]}", "At line 1, column 9, in x[0][0], there is `+Infinity`: write Infinity.")]
    public async Task Post_WhatIsNotJson_SaysWhere(string request, string detail)
    {
        var (status, body) = await client.PostAsync(Path, request);

        Assert.Equal(400, status);
        Assert.Equal("/problems/malformed-json", body["type"]!.GetValue<string>());
        Assert.Equal(detail, body["detail"]!.GetValue<string>());
    }

    [Fact]
    public async Task Post_AsAForm_IsAnsweredWithTheHeaderToSend()
    {
        using var form = new FormUrlEncodedContent([]);
        using var answer = await client.PostAsync(new Uri(Path, UriKind.Relative), form);
        var body = await answer.Content.ReadAsStringAsync();

        Assert.Equal(415, (int)answer.StatusCode);
        Assert.Contains("/problems/unsupported-media-type", body, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/json", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/batchnrm/gradients", "There is no layer \\\"batchnrm\\\"; the nearest is batchnorm, and GET /v1/layers lists them all.")]
    [InlineData("/v1/batchnorm/gradient", "batchnorm has no such route; /swagger lists those it has.")]
    [InlineData("/nothing", "/swagger lists every route.")]
    public async Task Post_ToAnUnknownAddress_NamesTheNearest(string path, string detail)
    {
        using var content = Wire.Json("{}");
        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), content);

        Assert.Equal(404, (int)answer.StatusCode);
        Assert.Contains(detail, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OfAPostRoute_IsMethodNotAllowed()
    {
        using var answer = await client.GetAsync(new Uri(Path, UriKind.Relative));

        Assert.Equal(405, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }
}
