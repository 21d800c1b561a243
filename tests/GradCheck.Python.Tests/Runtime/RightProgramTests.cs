using System.Globalization;
using System.Text.Json;
using GradCheck.Python.Arrays;
using GradCheck.Python.Tests.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Python.Tests.Runtime;

/// <summary>The right programs beside the tests, run as they stand, give the numbers that NumPy gives.</summary>
public class RightProgramTests
{
    private const string Batch = "x = np.sin(np.arange(28.)).reshape(7, 4) * 3; g = np.cos(np.arange(4.)); b = np.arange(4.) / 3; d = np.cos(x * 2)";
    private const string Images = "x = np.sin(np.arange(480.)).reshape(2, 6, 8, 5); d = np.cos(x * 2)";

    public static TheoryData<string, string, string> Programs => new()
    {
        { "batchnorm_staged", Batch, "o, c = batchnorm_forward(x, g, b, {'mode': 'train', 'eps': 1e-3}); out = [o, *batchnorm_backward(d, c)]" },
        { "batchnorm_paper", Batch, "o, c = batchnorm_forward(x, g, b, {'mode': 'train'}); out = [o, *batchnorm_backward(d, c), *batchnorm_backward_alt(d, c)]" },
        { "batchnorm_post", Batch, "o, c = batchnorm_forward(x, g, b, {'mode': 'train'}); out = [o, *batchnorm_backward(d, c), *batchnorm_backward_alt(d, c)]" },
        { "layernorm", Batch, "o, c = layernorm_forward(x, g, b, {}); out = [o, *layernorm_backward(d, c)]" },
        { "spatial_batchnorm", Images, "o, c = spatial_batchnorm_forward(x, x[0, :, 0, 0], x[1, :, 1, 1], {'mode': 'train'}); out = [o, *spatial_batchnorm_backward(d, c)]" },
        { "spatial_groupnorm", Images, "o, c = spatial_groupnorm_forward(x, x[:1, :, :1, :1], x[1:, :, :1, :1], 3, {}); out = [o, *spatial_groupnorm_backward(d, c)]" },
        { "affine_relu_softmax", Batch, "o, c = affine_forward(x, x[:4], g); out = [o, *affine_backward(d, c)]" },
        { "affine_relu_softmax", Batch, "o, c = relu_forward(x); l, dx = softmax_loss(x, np.arange(7) % 4); out = [o, relu_backward(d, c), l, dx]" },
        { "conv_pool", Images, "o, c = conv_forward_naive(x, x[:, :, :3, :3], np.ones(2), {'stride': 2, 'pad': 1}); out = [o, *conv_backward_naive(np.cos(o), c)]" },
        { "conv_pool", Images, "o, c = max_pool_forward_naive(x, {'pool_height': 2, 'pool_width': 3, 'stride': 2}); out = [o, max_pool_backward_naive(np.cos(o), c)]" },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public void Run_ARightProgram_GivesFiniteNumbers(string program, string inputs, string calls)
    {
        var numbers = Ours(program, inputs, calls);

        Assert.NotEmpty(numbers);
        Assert.All(numbers, number => Assert.True(double.IsFinite(number)));
        Assert.Contains(numbers, number => number != 0);
    }

    [SkippableTheory]
    [MemberData(nameof(Programs))]
    public void Run_ARightProgram_GivesNumPysNumbers(string program, string inputs, string calls)
    {
        const string Print = "import json\nprint(json.dumps([float(v) for a in out for v in np.ravel(a)]))\n";
        var theirs = JsonSerializer.Deserialize<double[]>(CPython.Run(Text(program, inputs, calls) + Print))!;
        var ours = Ours(program, inputs, calls);

        Assert.Equal(theirs.Length, ours.Count);
        var scale = theirs.Max(Math.Abs);
        Assert.All(ours.Zip(theirs), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= 1e-13 * scale, string.Create(CultureInfo.InvariantCulture, $"{pair.First} and {pair.Second}")));
    }

    private static string Text(string program, string inputs, string calls) => $"{ProgramFiles.Read($"right/{program}.py").Text}\n{inputs}\n{calls}\n";

    private static List<double> Ours(string program, string inputs, string calls)
    {
        var run = ProgramRun.Of(Text(program, inputs, calls));
        Assert.True(run.Failure is null, run.Failure?.Message);
        return [.. Assert.IsType<ListValue>(run.Interpreter.Globals["out"]).Items.SelectMany(value => Assert.IsType<NdArray>(value).ToDoubles())];
    }
}
