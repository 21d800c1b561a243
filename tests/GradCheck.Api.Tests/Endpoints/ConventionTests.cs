using System.Text.Json.Nodes;
using GradCheck.Api.Tests.Support;

namespace GradCheck.Api.Tests.Endpoints;

/// <summary>Conventions and layouts that a request declares: what was declared is the truth.</summary>
public class ConventionTests(ServiceFactory service) : IClassFixture<ServiceFactory>
{
    private const string Rows = "\"x\": [[1, 4], [2, 1], [6, 3], [3, -2]], \"dout\": [[1, 0], [0, 1], [-1, 2], [0.5, 1]]";
    private const string Running = "\"x\": [[1, 4], [2, 1], [6, 3], [3, -2]], \"running_mean\": [0, 1], \"running_var\": [1, 2]";
    private const string Tokens = "\"x\": [[[1, 4, 2], [2, 1, 5]], [[6, 3, 1], [3, -2, 0]]], \"gamma\": [0.5, 1.5, 2], \"dout\": [[[1, 0, 2], [0, 1, -1]], [[-1, 2, 1], [0.5, 1, 0]]]";
    private const string Image = "\"x\": [[[[1, 2], [4, 3], [0, 5]], [[1, 2], [2, 2], [6, 1]]]], \"dout\": [[[[1, 0], [2, -1], [0, 1]], [[-1, 2], [0.5, 1], [-2, 0]]]]";

    private readonly HttpClient client = service.CreateClient();

    public static TheoryData<string, string, string> Conventions() => new()
    {
        { "batchnorm", "ddof=1", "\"ddof\": 1" },
        { "batchnorm", "l=4&c=3", string.Empty },
        { "batchnorm", "l=4&c=3&channels=last&ddof=1", "\"channels\": \"last\", \"ddof\": 1" },
        { "layernorm", "t=3", string.Empty },
        { "layernorm", "t=3&ddof=1", "\"ddof\": 1" },
        { "rmsnorm", "t=3", string.Empty },
        { "spatial_batchnorm", "channels=last", "\"channels\": \"last\"" },
        { "groupnorm", "channels=last&ddof=1", "\"channels\": \"last\", \"ddof\": 1, \"groups\": 2" },
        { "instancenorm", "channels=last", "\"channels\": \"last\"" },
    };

    [Theory]
    [MemberData(nameof(Conventions))]
    public async Task Case_UnderAConvention_IsTheSameOnEveryRoute(string layer, string query, string fields)
    {
        using var made = await client.GetAsync(new Uri($"/v1/{layer}/cases/5?profile=discriminating&include=answers&{query}", UriKind.Relative));
        var text = await made.Content.ReadAsStringAsync();
        Assert.True(made.IsSuccessStatusCode, text);
        var answers = JsonNode.Parse(text)!;
        var batch = answers["inputs"]!.ToJsonString().Trim('{', '}') + (fields.Length > 0 ? $", {fields}" : string.Empty);

        var (_, check) = await client.PostAsync($"/v1/{layer}/check", $"{{ {batch}, \"submitted\": {answers["answers"]!.ToJsonString()} }}");
        Assert.Equal("match", check["verdict"]!.GetValue<string>());

        var (_, gradients) = await client.PostAsync($"/v1/{layer}/gradients", $"{{ {batch}, \"numeric\": {{\"method\": \"complex_step\"}} }}");
        Assert.Equal("match", gradients["numeric"]!["verdict"]!.GetValue<string>());
        Assert.Equal(answers["answers"]!["dx"]!.ToJsonString(), gradients["dx"]!.ToJsonString());

        var (_, derivation) = await client.PostAsync($"/v1/{layer}/derivation", $"{{ {batch} }}");
        Assert.Equal(answers["answers"]!["dx"]!.ToJsonString(), derivation["steps"]!.AsArray()[^1]!["value"]!.ToJsonString());

        var (_, second) = await client.PostAsync($"/v1/{layer}/second-order", $"{{ {batch}, \"direction\": {{\"dx\": {answers["inputs"]!["x"]!.ToJsonString()}}} }}");
        Assert.Equal("match", second["numeric"]!["verdict"]!.GetValue<string>());

        var (status, _) = await client.PostAsync($"/v1/{layer}/step-sweep", $"{{ {batch} }}");
        Assert.Equal(200, status);

        var cases = string.Join(", ", query.Split('&').Where(part => part.Length > 0).Select(part => part.Split('=') is [var name, var value] ? $"\"{name}\": {(name == "channels" ? $"\"{value}\"" : value)}" : string.Empty));
        var (_, grade) = await client.PostAsync($"/v1/{layer}/grade", $"{{ \"rubric\": [{{\"tensor\": \"dx\", \"points\": 2}}], \"cases\": [{{\"seed\": 5, \"profile\": \"discriminating\", {cases}, \"submitted\": {{\"dx\": {answers["answers"]!["dx"]!.ToJsonString()}}}}}] }}");
        Assert.Equal(2, grade["score"]!.GetValue<double>());
    }

    [Fact]
    public async Task Check_OfBesselsVariance_IsRightWhereItIsDeclaredAndNamedWhereItIsNot()
    {
        const string Submitted = "\"submitted\": {\"var\": [4.666666666666667, 7]}";
        Assert.Equal("match", (await Check("batchnorm", $"{Rows}, \"ddof\": 1, {Submitted}"))["verdict"]!.GetValue<string>());

        var finding = (await Check("batchnorm", $"{Rows}, {Submitted}"))["tensors"]!["var"]!["findings"]![0]!;
        Assert.Equal("unbiased_variance", finding["code"]!.GetValue<string>());
        Assert.EndsWith("right under ddof = 1; declare it with `ddof`: 1.", finding["fix"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"momentum_of\": \"new\", \"running_ddof\": 1", "[0.3, 1.05]", "[1.3666666666666667, 2.5]", "")]
    [InlineData("\"momentum_of\": \"new\", \"running_ddof\": 1", "[0.3, 1.05]", "[1.25, 2.325]", "biased_running_variance")]
    [InlineData("\"momentum_of\": \"new\", \"momentum\": 0.9, \"running_ddof\": 1", "[0.3, 1.05]", "[1.3666666666666667, 2.5]", "cs231n_momentum")]
    [InlineData("\"momentum\": 0.9", "[0.3, 1.05]", "[1.25, 2.325]", "")]
    [InlineData("\"momentum\": 0.9", "[0.3, 1.05]", "[1.3666666666666667, 2.5]", "unbiased_running_variance")]
    [InlineData("\"ddof\": 1", "[0.3, 1.05]", "[1.3666666666666667, 2.5]", "")]
    public async Task Check_OfRunningStatistics_IsByTheDeclaredConvention(string declared, string mean, string variance, string code)
    {
        var report = await Check("batchnorm", $"{Running}, {declared}, \"submitted\": {{\"running_mean\": {mean}, \"running_var\": {variance}}}");
        Assert.Equal(code.Length == 0 ? "match" : "mismatch", report["verdict"]!.GetValue<string>());
        Assert.Equal(code.Length == 0 ? null : code, report["tensors"]!["running_var"]!["findings"]!.AsArray().FirstOrDefault()?["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Check_OfDgammaThatKeepsThePositions_SaysToSumOverThemAsWell()
    {
        var report = await Check("layernorm", $"{Tokens}, \"submitted\": {{\"dgamma\": [[1, 2, 3], [4, 5, 6]]}}");
        var finding = report["tensors"]!["dgamma"]!["findings"]![0]!;
        Assert.Equal(("reduced_over_features", "Sum over T as well: axis=(0, 1)."), (finding["code"]!.GetValue<string>(), finding["fix"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("\"normalized_shape\": [2, 3]", "\"gamma\": [[1, 2, 3], [4, 5, 6]]", 0)]
    [InlineData("\"eps\": 1e-5", "\"gamma\": [[1, 2, 3], [4, 5, 6]]", 1)]
    public async Task Gradients_OverTwoAxes_AreThoseOfTheirRows(string declared, string gamma, int warnings)
    {
        var tokens = Tokens.Replace("\"gamma\": [0.5, 1.5, 2]", gamma, StringComparison.Ordinal);
        var (status, two) = await client.PostAsync("/v1/layernorm/gradients", $"{{ {tokens}, {declared} }}");
        var (_, flat) = await client.PostAsync("/v1/layernorm/gradients", "{ \"x\": [[1, 4, 2, 2, 1, 5], [6, 3, 1, 3, -2, 0]], \"gamma\": [1, 2, 3, 4, 5, 6], \"dout\": [[1, 0, 2, 0, 1, -1], [-1, 2, 1, 0.5, 1, 0]] }");
        Assert.Equal(200, status);
        Assert.Equal(Wire.Numbers(flat["dx"]), Wire.Numbers(two["dx"]));
        Assert.Equal(Wire.Numbers(flat["dgamma"]), Wire.Numbers(two["dgamma"]));
        Assert.Equal(2, two["dgamma"]!.AsArray().Count);
        Assert.Equal(warnings, two["warnings"]!.AsArray().Count(warning => warning!["code"]!.GetValue<string>() == "normalized_shape_of_gamma"));
    }

    [Fact]
    public async Task Check_OfTheForwardPassAlone_NeedsNoDout()
    {
        var report = await Check("batchnorm", "\"x\": [[1], [2], [6], [3]], \"gamma\": [2], \"submitted\": {\"mean\": [3]}");
        Assert.Equal("match", report["verdict"]!.GetValue<string>());
        Assert.DoesNotContain(report["warnings"]!.AsArray(), warning => warning!["code"]!.GetValue<string>().StartsWith("dout", StringComparison.Ordinal));

        var (status, problem) = await client.PostAsync("/v1/batchnorm/check", "{ \"x\": [[1], [2]], \"submitted\": {\"mean\": [1.5], \"dx\": [[0], [0]]} }");
        Assert.Equal((400, "dout: is missing"), (status, Assert.Single(Wire.ErrorsOf(problem))));
    }

    [Theory]
    [InlineData("\"gamma\": 1.5, \"beta\": 2", "\"gamma\": [1.5, 1.5], \"beta\": [2, 2]")]
    [InlineData("\"gamma\": [[1.5, 0.5]], \"beta\": [1, 2]", "\"gamma\": [1.5, 0.5], \"beta\": [1, 2]")]
    public async Task Gradients_OfOtherFormsOfGamma_AreTheSame(string form, string usual)
    {
        var (status, other) = await client.PostAsync("/v1/batchnorm/gradients", $"{{ {Rows}, {form} }}");
        var (_, right) = await client.PostAsync("/v1/batchnorm/gradients", $"{{ {Rows}, {usual} }}");
        Assert.Equal(200, status);
        foreach (var name in new[] { "out", "dx", "dgamma", "dbeta" })
        {
            Assert.Equal(Wire.Numbers(right[name]), Wire.Numbers(other[name]));
        }
    }

    [Theory]
    [InlineData("batchnorm", "\"x\": [[1, 2]], \"dout\": [[1, 2]], \"ddof\": 1", "ddof: is 1, but each column of x has a single element: m - ddof = 0 is nothing to divide by")]
    [InlineData("batchnorm", "\"x\": [[1, 2]], \"dout\": [[1, 2]], \"running_ddof\": 1, \"running_mean\": [0, 0], \"running_var\": [1, 1]", "running_ddof: is 1, but each column of x has a single element: m - ddof = 0 is nothing to divide by")]
    [InlineData("batchnorm", Rows + ", \"ddof\": 2", "ddof: is 2, but ddof is 0 or 1")]
    [InlineData("batchnorm", Rows + ", \"momentum_of\": \"pytorch\", \"channels\": \"middle\"", "momentum_of: is \"pytorch\", but should be old or new", "channels: is \"middle\", but should be first or last")]
    [InlineData("layernorm", Tokens + ", \"channels\": \"last\"", "channels: is last, but layernorm normalizes the last axes of x and has no channels")]
    [InlineData("layernorm", Tokens + ", \"normalized_shape\": [3, 2]", "normalized_shape: is [3, 2], but the last 2 axes of x, of shape (2, 2, 3), should be these")]
    [InlineData("batchnorm", Rows + ", \"normalized_shape\": [2]", "normalized_shape: is given, but batchnorm normalizes no last axes; layernorm and rmsnorm do")]
    [InlineData("layernorm", Rows + ", \"gamma\": [[1], [2]]", "gamma: has shape (2, 1), but should have (2,) or (1, 2), because x has 2 columns; it has as many values: gamma.reshape(2)")]
    [InlineData("spatial_batchnorm", Tokens, "x: has shape (2, 2, 3), but spatial_batchnorm takes (N, C, H, W); batchnorm takes (N, C, L)")]
    [InlineData("spatial_batchnorm", Image + ", \"gamma\": [1, 2]")]
    [InlineData("instancenorm", "\"x\": [[[[1, 2]], [[3, 5]], [[3, 7]]]], \"dout\": [[[[1, 2]], [[3, 5]], [[3, 7]]]], \"gamma\": [1, 2]", "gamma: has 2 values, but x has 3 channels; where the channels stand last, say \"channels\": \"last\"")]
    public async Task Gradients_OfAConventionThatDoesNotFit_SayWhatIsNeeded(string layer, string fields, params string[] errors)
    {
        var (status, body) = await client.PostAsync($"/v1/{layer}/gradients", $"{{ {fields} }}");
        Assert.Equal(errors.Length == 0 ? 200 : 400, status);
        Assert.Equal(errors.Order(StringComparer.Ordinal), errors.Length == 0 ? [] : Wire.ErrorsOf(body).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Batch_NormalizedOverAllItsAxes_IsAnsweredOnEveryRoute()
    {
        foreach (var (route, more) in new[] { ("gradients", string.Empty), ("derivation", string.Empty), ("step-sweep", string.Empty), ("second-order", ", \"direction\": {\"dbeta\": [[1, 0], [0, 2], [1, 1], [0, 1]]}"), ("check", ", \"submitted\": {\"dgamma\": [1, 2], \"mean\": [[0]], \"dx\": [[1, 2]]}") })
        {
            var (status, body) = await client.PostAsync($"/v1/layernorm/{route}", $"{{ {Rows}, \"normalized_shape\": [4, 2]{more} }}");
            Assert.True(status == 200, body.ToJsonString());
        }
    }

    [Fact]
    public async Task Derivation_WithBesselsVariance_DividesByOneLess()
    {
        var told = JsonNode.Parse(await client.GetStringAsync(new Uri("/v1/batchnorm/derivation?ddof=1", UriKind.Relative)))!["steps"]!.AsArray();
        Assert.Equal(@"\sigma^2 = \frac{1}{m - 1} \sum_{i} (x_i - \mu)^2", told[1]!["result"]!.GetValue<string>());
        Assert.EndsWith(@"- \frac{m}{m - 1} \hat{x}_i \sum_{j} \frac{\partial L}{\partial \hat{x}_j} \hat{x}_j \right)", told[^1]!["result"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "\"ddof\": 1", null, null)]
    [InlineData("n / (n - 1) * xhat", "\"ddof\": 1", "dx = gamma * istd / n * (n * dout - dout.sum(axis=0) - xhat * (dout * xhat).sum(axis=0))", "batchnorm_backward")]
    [InlineData("", "\"ddof\": 0", "var = (centered ** 2).sum(axis=0) / (n - 1)", "batchnorm_forward")]
    public async Task Program_OfBesselsVariance_IsJudgedByWhatIsDeclared(string removed, string declared, string? line, string? function)
    {
        const string Code = """
            def batchnorm_forward(x, gamma, beta, bn_param):
                n = x.shape[0]
                eps = bn_param['eps']
                centered = x - x.sum(axis=0) / n
                var = (centered ** 2).sum(axis=0) / (n - 1)
                istd = (var + eps) ** -0.5
                xhat = centered * istd
                return gamma * xhat + beta, (xhat, istd, gamma, n)

            def batchnorm_backward(dout, cache):
                xhat, istd, gamma, n = cache
                dgamma = (dout * xhat).sum(axis=0)
                dbeta = dout.sum(axis=0)
                dx = gamma * istd / n * (n * dout - dout.sum(axis=0) - n / (n - 1) * xhat * (dout * xhat).sum(axis=0))
                return dx, dgamma, dbeta
            """;
        var report = await client.CheckAsync("batchnorm", removed.Length > 0 ? Code.Replace(removed, "xhat", StringComparison.Ordinal) : Code, declared);
        Assert.Equal((line is null ? "match" : "mismatch", line, function), (report.Text("verdict"), report.Text("first_wrong_line.source"), report.Text("first_wrong_line.function")));
    }

    [Fact]
    public async Task Program_WithPytorchsConventions_IsJudgedByThem()
    {
        const string Code = """
            def spatial_batchnorm_forward(x, gamma, beta, bn_param):
                eps, momentum = bn_param['eps'], bn_param['momentum']
                N, H, W, C = x.shape
                m = N * H * W
                running_mean = bn_param.get('running_mean', np.zeros(C))
                running_var = bn_param.get('running_var', np.ones(C))
                cache = None
                if bn_param['mode'] == 'train':
                    mean, var = x.mean(axis=(0, 1, 2)), x.var(axis=(0, 1, 2))
                    xhat = (x - mean) / np.sqrt(var + eps)
                    bn_param['running_mean'] = (1 - momentum) * running_mean + momentum * mean
                    bn_param['running_var'] = (1 - momentum) * running_var + momentum * var * m / (m - 1)
                    cache = (xhat, gamma, var, eps)
                else:
                    xhat = (x - running_mean) / np.sqrt(running_var + eps)
                return gamma * xhat + beta, cache

            def spatial_batchnorm_backward(dout, cache):
                xhat, gamma, var, eps = cache
                axes = (0, 1, 2)
                dgamma, dbeta = (dout * xhat).sum(axis=axes), dout.sum(axis=axes)
                dxhat = dout * gamma
                dx = (dxhat - dxhat.mean(axis=axes) - xhat * (dxhat * xhat).mean(axis=axes)) / np.sqrt(var + eps)
                return dx, dgamma, dbeta
            """;
        var declared = await client.CheckAsync("spatial_batchnorm", Code, "\"channels\": \"last\", \"momentum_of\": \"new\", \"running_ddof\": 1");
        Assert.Equal(("match", "match"), (declared.Text("verdict"), declared.Text("test_mode.verdict")));

        var biased = await client.CheckAsync("spatial_batchnorm", Code.Replace(" * m / (m - 1)", string.Empty, StringComparison.Ordinal), "\"channels\": \"last\", \"momentum_of\": \"new\", \"running_ddof\": 1");
        Assert.Equal("biased_running_variance", biased["test_mode"]!["findings"]![0]!.Text("code"));
    }

    [Theory]
    [InlineData("conv", "\"ddof\": 1", "ddof: is given, but conv is no normalization layer, whose conventions these are")]
    [InlineData("layernorm", "\"channels\": \"last\"", "channels: is last, but layernorm normalizes the last axes of x and has no channels")]
    [InlineData("layernorm", "\"normalized_shape\": [2]", "normalized_shape: is given without inputs; it goes with inputs of your own")]
    public async Task Program_WithAConventionThatDoesNotFit_IsAProblem(string layer, string declared, string error)
    {
        var (status, body) = await client.PostAsync("/v1/programs/check", StudentPrograms.Body(layer, "def f(x): return x", declared));
        Assert.Equal((400, error), (status, Assert.Single(Wire.ErrorsOf(body))));
    }

    private async Task<JsonNode> Check(string layer, string fields)
    {
        var (status, body) = await client.PostAsync($"/v1/{layer}/check", $"{{ {fields} }}");
        Assert.True(status == 200, body.ToJsonString());
        return body;
    }
}
