using System.Text.Json;
using GradCheck.Api.Tests.Support;

namespace GradCheck.Api.Tests.Endpoints;

/// <summary><c>/v1/programs/check</c>: a student's own code over HTTP.</summary>
public class ProgramTests(ServiceFactory service) : IClassFixture<ServiceFactory>
{
    private const string Path = "/v1/programs/check";

    private static readonly string Relu = StudentPrograms.Right("affine_relu_softmax");

    private readonly HttpClient client = service.CreateClient();

    [Theory]
    [InlineData("batchnorm_staged", "batchnorm")]
    [InlineData("batchnorm_paper", "batchnorm")]
    [InlineData("batchnorm_post", "batchnorm")]
    [InlineData("layernorm", "layernorm")]
    [InlineData("spatial_batchnorm", "spatial_batchnorm")]
    [InlineData("spatial_groupnorm", "groupnorm")]
    [InlineData("affine_relu_softmax", "affine")]
    [InlineData("affine_relu_softmax", "relu")]
    [InlineData("affine_relu_softmax", "softmax_loss")]
    [InlineData("conv_pool", "conv")]
    [InlineData("conv_pool", "max_pool")]
    public async Task Post_ARightProgram_IsAMatch(string file, string layer)
    {
        var report = await client.CheckAsync(layer, StudentPrograms.Right(file));

        Assert.Equal("match", report.Text("verdict"));
        Assert.Equal(layer, report.Text("layer"));
        Assert.Equal("match", report.Text("forward.verdict"));
        Assert.All(report["backward"]!.AsArray(), gradient => Assert.Equal(("match", "match"), (gradient!.Text("verdict")!, gradient!.Text("layer_verdict")!)));
        Assert.Null(report["first_wrong_line"]);
        Assert.NotEmpty(report["lines"]!.AsArray());
        Assert.NotEmpty(report["graph"]!["nodes"]!.AsArray());
    }

    [Fact]
    public async Task Post_AWrongProgram_IsA200ThatNamesTheLine()
    {
        var report = await client.CheckAsync("batchnorm", StudentPrograms.Right("batchnorm_staged", ("dvar = 0.5 / np.sqrt(var + eps) * dsqrtvar", "dvar = 0.5 / np.sqrt(var) * dsqrtvar")));

        Assert.Equal("mismatch", report.Text("verdict"));
        var line = report["first_wrong_line"]!;
        Assert.Equal("batchnorm_backward", line.Text("function"));
        Assert.Equal("42", line.Text("line"));
        Assert.Equal("5", line.Text("column"));
        Assert.Equal("dvar = 0.5 / np.sqrt(var) * dsqrtvar", line.Text("source"));
        Assert.Equal("eps_omitted_in_backward", line.Text("finding.code"));
        Assert.Equal("dvar = 0.5 / np.sqrt(var + eps) * dsqrtvar", line.Text("finding.fix"));
        Assert.StartsWith("This is the first line that departs: eps is left out here, but not in the forward pass.", line.Text("message"), StringComparison.Ordinal);
        Assert.Equal(["mismatch", "match", "match"], report["backward"]!.AsArray().Select(gradient => gradient!.Text("verdict")));
        Assert.Contains("follows", report["lines"]!.AsArray().Select(made => made!.Text("verdict")));
        Assert.Equal("match", report.Text("test_mode.verdict"));
    }

    [Fact]
    public async Task Post_Snippets_AreCountedLineByLine()
    {
        var (status, report) = await client.PostAsync(Path, JsonSerializer.Serialize(new
        {
            layer = "relu",
            forward = "out = np.maximum(0, x)",
            backward = "mask = dout > 0\ndx = dout * mask",
        }));

        Assert.Equal(200, status);
        Assert.Equal("mismatch", report.Text("verdict"));
        Assert.Equal(("backward", "1", "wrong_mask"), (report.Text("first_wrong_line.function"), report.Text("first_wrong_line.line"), report.Text("first_wrong_line.finding.code")));
    }

    [Fact]
    public async Task Post_ABatchOfTheClients_IsRunOnIt()
    {
        var report = await client.CheckAsync("batchnorm", StudentPrograms.Right("batchnorm_paper"), "\"inputs\": {\"x\": [[1, 2], [2, 4], [4, 3]], \"gamma\": [1, 2]}, \"dout\": [[1, 0], [0, 2], [1, -1]], \"eps\": 1e-3");

        Assert.Equal("match", report.Text("verdict"));
        Assert.Equal(["your inputs"], report["cases"]!.AsArray().Select(name => name!.ToString()));
    }

    [Theory]
    [InlineData("groupnorm", "spatial_groupnorm", "\"inputs\": {\"x\": [[[[1]], [[2]]], [[[3]], [[7]]]]}, \"dout\": [[[[1]], [[2]]], [[[4]], [[3]]]], \"groups\": 1")]
    [InlineData("affine", "affine_relu_softmax", "\"inputs\": {\"x\": [[1, 2], [3, 4]], \"w\": [[1, 0, 2], [0, 1, 3]], \"b\": [1, 2, 3]}")]
    [InlineData("relu", "affine_relu_softmax", "\"inputs\": {\"x\": [[1, -2], [3, -4]]}, \"dout\": [[1, 2], [3, 4]]")]
    [InlineData("softmax_loss", "affine_relu_softmax", "\"inputs\": {\"x\": [[1, -2], [3, -4]], \"y\": [0, 1]}")]
    [InlineData("conv", "conv_pool", "\"inputs\": {\"x\": [[[[1, 2, 3], [4, 5, 7], [1, 0, 2]]]], \"w\": [[[[1, 2], [0, 1]]]], \"b\": [0.5], \"stride\": 1, \"pad\": 1}")]
    [InlineData("max_pool", "conv_pool", "\"inputs\": {\"x\": [[[[1, 2, 3], [4, 5, 7], [1, 0, 2]]]], \"pool_height\": 2, \"pool_width\": 2, \"stride\": 1}")]
    public async Task Post_InputsOfTheClients_AreTakenByEveryLayer(string layer, string file, string more)
    {
        var report = await client.CheckAsync(layer, StudentPrograms.Right(file), more);

        Assert.Equal("match", report.Text("verdict"));
        Assert.Equal(["your inputs"], report["cases"]!.AsArray().Select(name => name!.ToString()));
    }

    [Fact]
    public async Task Post_ACustomFunction_NeedsNoLayer()
    {
        const string code = "import numpy as np\ndef forward(a, k):\n    return np.exp(a) * k, (a, k)\ndef backward(dout, cache):\n    a, k = cache\n    return dout * np.exp(a)\n";

        var report = await client.CheckAsync("custom", code, "\"inputs\": {\"a\": [1, 2, 3], \"k\": 3}, \"differentiate\": [\"a\"]");

        Assert.Equal("mismatch", report.Text("verdict"));
        Assert.Equal("da", report["backward"]![0]!.Text("name"));
        Assert.Null(report["backward"]![0]!["layer_verdict"]);
        Assert.Equal("6", report.Text("first_wrong_line.line"));
    }

    [Theory]
    [InlineData("\"seed\": 7")]
    [InlineData("\"profile\": \"typical\"")]
    [InlineData("\"profile\": \"tiny_variance\", \"seed\": 9007199254740991")]
    [InlineData("\"forward_name\": \"batchnorm_forward\", \"backward_name\": \"batchnorm_backward_alt\"")]
    public async Task Post_OtherCasesAndNames_AreTaken(string more)
    {
        Assert.Equal("match", (await client.CheckAsync("batchnorm", StudentPrograms.Right("batchnorm_paper"), more)).Text("verdict"));
    }

    [Theory]
    [InlineData("{}", "code: is missing: send the file or its functions, or the lines of the two passes as forward and backward", "layer: is missing")]
    [InlineData("{\"layer\": \"relu\", \"code\": \"x\", \"forward\": \"y\"}", "code: is given together with forward or backward, which take its place")]
    [InlineData("{\"layer\": \"relu\", \"code\": \"x\", \"backward\": \"y\"}", "code: is given together with forward or backward, which take its place")]
    [InlineData("{\"layer\": \"relu\", \"forward\": \"y\"}", "backward: is missing: forward and backward go together")]
    [InlineData("{\"layer\": \"relu\", \"backward\": \"y\"}", "code: is missing: send the file or its functions, or the lines of the two passes as forward and backward")]
    [InlineData("{\"layer\": \"relu\", \"code\": \"  \\n \"}", "code: is empty")]
    [InlineData("{\"layer\": \"relu\", \"code\": 3}", "code: is a number, but a name in quotes belongs here")]
    [InlineData("{\"layer\": \"batchnrm\", \"code\": \"x\"}", "layer: is \"batchnrm\", but should be batchnorm or * or custom; the nearest is batchnorm")]
    [InlineData("{\"layer\": \"relu\", \"code\": \"x\", \"forward_name\": \"\", \"backward_name\": 1}", "forward_name: is empty", "backward_name: is a number, but a name in quotes belongs here")]
    [InlineData("{\"layer\": \"relu\", \"code\": \"x\", \"seed\": -1}", "seed: is -1, but a seed is a whole number from 0 to 9007199254740991")]
    [InlineData("{\"layer\": \"batchnorm\", \"code\": \"x\", \"profile\": \"typicl\"}", "profile: is \"typicl\", but should be typical or *; the nearest is typical")]
    [InlineData("{\"layer\": \"relu\", \"code\": \"x\", \"cod\": \"y\", \"dOut\": 1}", "cod: is not a field of this request; the nearest is code", "dOut: is not a field of this request; the nearest is dout")]
    [InlineData("{\"layer\": \"relu\", \"code\": \"x\", \"dout\": [[1]], \"eps\": 1, \"groups\": 2}", "dout: is given without inputs; it goes with inputs of your own", "eps: is given without inputs; it goes with inputs of your own", "groups: is given without inputs; it goes with inputs of your own")]
    [InlineData("{\"layer\": \"batchnorm\", \"code\": \"x\", \"inputs\": {\"x\": [[1, 2], [3, 4]], \"gama\": [1, 2]}, \"dout\": [[1, 2], [3, 4]]}", "inputs.gama: is no input of batchnorm; the nearest is gamma")]
    [InlineData("{\"layer\": \"batchnorm\", \"code\": \"x\", \"inputs\": {\"gamma\": [1, 2]}}", "inputs.x: is missing", "dout: is missing")]
    [InlineData("{\"layer\": \"batchnorm\", \"code\": \"x\", \"inputs\": {\"x\": [[1, 2], [3, 4]], \"gamma\": [1]}, \"dout\": [[1, 2]], \"eps\": -1}", "inputs.gamma: has 1 value, but x has 2 columns", "dout: has shape (1, 2), but should have (2, 2), because x has shape (2, 2)", "eps: is -1, but eps is 0 or more")]
    [InlineData("{\"layer\": \"groupnorm\", \"code\": \"x\", \"inputs\": {\"x\": [[[[1]], [[2]]]]}, \"dout\": [[[[1]], [[2]]]]}", "groups: is missing")]
    [InlineData("{\"layer\": \"affine\", \"code\": \"x\", \"inputs\": {\"x\": [[1]], \"W\": [[1]]}}", "inputs.W: is no input of affine; the nearest is w", "inputs.w: is missing", "inputs.b: is missing")]
    [InlineData("{\"layer\": \"affine\", \"code\": \"x\", \"inputs\": {\"x\": [[1, 2]], \"w\": [[1]], \"b\": [1]}}", "inputs: do not go together: shapes (1,2) and (1,1) not aligned: 2 (dim 1) != 1 (dim 0)")]
    [InlineData("{\"layer\": \"affine\", \"code\": \"x\", \"inputs\": {\"x\": [[1, 2]], \"w\": [[1], [2]], \"b\": [1]}, \"dout\": [1]}", "inputs: do not go together: dout has shape (1,), but the output has (1, 1)")]
    [InlineData("{\"layer\": \"relu\", \"code\": \"x\", \"inputs\": {\"x\": [1, NaN]}}", "inputs.x[1]: is NaN, but every input is a finite number")]
    [InlineData("{\"layer\": \"relu\", \"code\": \"x\", \"inputs\": {}}", "inputs.x: is missing")]
    [InlineData("{\"layer\": \"relu\", \"code\": \"x\", \"inputs\": [1]}", "inputs: is not an object of tensors by name, such as *")]
    [InlineData("{\"layer\": \"softmax_loss\", \"code\": \"x\", \"inputs\": {\"x\": [[1, 2]], \"y\": [0.5]}}", "inputs.y: holds labels: whole numbers")]
    [InlineData("{\"layer\": \"softmax_loss\", \"code\": \"x\", \"inputs\": {\"x\": [[1, 2]], \"y\": [7]}}", "inputs: do not go together: index 7 is out of bounds for axis 1 with size 2")]
    [InlineData("{\"layer\": \"conv\", \"code\": \"x\", \"inputs\": {\"x\": [[[[1]]]], \"w\": [[[[1]]]], \"b\": [1], \"stride\": 0, \"pad\": 0}}", "inputs.stride: is no whole number from 1 to 1000")]
    [InlineData("{\"layer\": \"conv\", \"code\": \"x\", \"inputs\": {\"x\": [[[[1]]]], \"w\": [[[[1]]]], \"b\": [1], \"stride\": 1, \"pad\": -1}}", "inputs.pad: is no whole number from 0 to 1000")]
    [InlineData("{\"layer\": \"max_pool\", \"code\": \"x\", \"inputs\": {\"x\": [[[[1]]]], \"pool_height\": [2], \"pool_width\": 1, \"stride\": 1}}", "inputs.pool_height: is no whole number from 1 to 1000")]
    [InlineData("{\"layer\": \"dropout\", \"code\": \"x\", \"inputs\": {\"x\": [1]}}", "inputs: is given, but dropout is run on cases of its own alone: its values are random")]
    [InlineData("{\"layer\": \"custom\", \"code\": \"x\"}", "inputs: is missing: a custom function has no cases of its own")]
    [InlineData("{\"layer\": \"custom\", \"code\": \"x\", \"inputs\": {}}", "inputs: is empty")]
    [InlineData("{\"layer\": \"custom\", \"code\": \"x\", \"inputs\": {\"alpha\": [1]}}", "differentiate: is missing")]
    [InlineData("{\"layer\": \"custom\", \"code\": \"x\", \"inputs\": {\"alpha\": [1]}, \"differentiate\": []}", "differentiate: is empty: name the inputs whose gradients the backward function returns")]
    [InlineData("{\"layer\": \"custom\", \"code\": \"x\", \"inputs\": {\"alpha\": [1], \"beta\": 2}, \"differentiate\": [\"alpa\"]}", "differentiate[0]: is \"alpa\", but should be alpha or beta; the nearest is alpha")]
    [InlineData("{\"layer\": \"custom\", \"code\": \"x\", \"inputs\": {\"alpha\": \"1\"}, \"differentiate\": [\"alpha\"]}", "inputs.alpha: is the string \"1\", but nested arrays of numbers belong here: leave out the quotes")]
    public async Task Post_AWrongRequest_NamesEveryPlace(string request, params string[] errors)
    {
        var (status, body) = await client.PostAsync(Path, request);

        Assert.Equal(400, status);
        Assert.Equal("/problems/invalid-request", body.Text("type"));
        var found = Wire.ErrorsOf(body).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(errors.Length, found.Count);
        Assert.All(errors.Order(StringComparer.Ordinal).Zip(found), pair => AssertLike(pair.First, pair.Second));
    }

    [Theory]
    [InlineData("while True:\n        pass")]
    [InlineData("import subprocess; subprocess.call('ls')")]
    public async Task Post_AProgramThatDoesNotEnd_IsInconclusive(string statement)
    {
        using var small = ServiceFactory.With(("Limits:MaxProgramSteps", "100000"));
        using var strict = small.CreateClient();

        var report = await strict.CheckAsync("relu", Relu.Replace("    cache = x\n", "    cache = x\n    " + statement + "\n", StringComparison.Ordinal));

        Assert.Equal("inconclusive", report.Text("verdict"));
        Assert.Equal("relu_forward", report.Text("first_wrong_line.function"));
    }

    /// <summary>Word for word; a star stands for names that grow.</summary>
    private static void AssertLike(string pattern, string text)
    {
        var parts = pattern.Split('*');
        Assert.StartsWith(parts[0], text, StringComparison.Ordinal);
        Assert.EndsWith(parts[^1], text, StringComparison.Ordinal);
    }
}
