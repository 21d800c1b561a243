using System.Collections.Immutable;
using GradCheck.Cases;
using GradCheck.Comparison;
using GradCheck.Diagnosis;
using GradCheck.Diagnosis.Reports;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;
using GradCheck.Tests.Support;
using Xunit.Abstractions;

namespace GradCheck.Tests.Diagnosis;

/// <summary>The smallest batch on which a mistake shows, against code that was written on its own.</summary>
public class ExampleTests(ITestOutputHelper output)
{
    private static readonly string[] Codes = [.. StudentCode.Paths, .. StudentCode.Factors, .. StudentCode.DgammaSources, .. StudentCode.DgammaFactors, .. StudentCode.Forward];

    [Fact]
    public void Example_OfEveryMistake_IsWhatTheCodeGives()
    {
        var sizes = new List<int>();
        var input = CaseGenerator.Make(LayerCatalog.BatchNorm, 3, CaseProfile.Discriminating, new(7, 4));
        foreach (var code in Codes)
        {
            foreach (var tensor in Check(input, code).Where(tensor => tensor.Verdict == Verdict.Mismatch))
            {
                if (tensor.Findings[0] is not { Example: { } example } finding)
                {
                    output.WriteLine($"{code} in {tensor.Tensor}: none");
                    continue;
                }

                var batch = InputOf(example);
                var given = new StudentCode(batch, finding.Code).Submission();
                var id = TensorNames.Find(example.Of)!.Value;
                sizes.Add(batch.X.Shape.Count);
                output.WriteLine($"{finding.Code} in {example.Of}: x {batch.X.Shape} [{string.Join(", ", batch.X.Values.ToArray())}] right [{string.Join(", ", example.Right.Values.ToArray().Select(value => value.ToString("g3", null)))}] wrong [{string.Join(", ", example.Wrong.Values.ToArray().Select(value => value.ToString("g3", null)))}]");
                Assert.All(batch.X.Values.ToArray().Concat(batch.Dout.Values.ToArray()), value => Assert.True(value == Math.Round(value) && Math.Abs(value) <= 3));
                AssertEqual(Pass.Of(batch)[id]!, example.Right, code);

                // These take their constants from the submission; the code of the tests has its own.
                if (given.TryGetValue(id, out var values) && finding.Code is not ("scaled_by_constant" or "different_eps"))
                {
                    AssertEqual(values, example.Wrong, code);
                }
            }
        }

        sizes.Sort();
        output.WriteLine($"{sizes.Count} examples, median {sizes[sizes.Count / 2]}, largest {sizes[^1]}");
        Assert.True(sizes[sizes.Count / 2] <= 6);
        Assert.True(sizes.Count >= 40);
    }

    [Fact]
    public void Example_IsMadeOnlyWhereItIsAskedFor()
    {
        var input = CaseGenerator.Make(LayerCatalog.BatchNorm, 3, CaseProfile.Discriminating, new(7, 4));
        var report = Checker.Check(Pass.Of(input), new StudentCode(input, "missing_mean_path").Submission());
        Assert.All(report.Tensors.SelectMany(tensor => tensor.Findings), finding => Assert.Null(finding.Example));
    }

    [Fact]
    public void Example_OfUnknown_IsNone()
    {
        var input = CaseGenerator.Make(LayerCatalog.BatchNorm, 3, CaseProfile.Discriminating, new(7, 4));
        var random = new Pcg32(1, 1);
        var noise = new Tensor(input.X.Shape, [.. input.X.Values.ToArray().Select(_ => random.Normal())]);
        var report = Checker.Check(Pass.Of(input), new Dictionary<TensorId, Tensor> { [TensorId.Dx] = noise }, new() { WantsExamples = true });
        Assert.Null(report.Tensors[0].Findings[0].Example);
    }

    [Theory]
    [InlineData("layernorm", new[] { 2, 3, 5 }, null, false)]
    [InlineData("rmsnorm", new[] { 2, 3, 5 }, null, false)]
    [InlineData("layernorm", new[] { 4, 2, 3 }, 2, false)]
    [InlineData("layernorm", new[] { 2, 3, 2, 3 }, 3, false)]
    [InlineData("batchnorm", new[] { 3, 2, 4 }, null, false)]
    [InlineData("batchnorm", new[] { 3, 4, 2 }, null, true)]
    [InlineData("spatial_batchnorm", new[] { 2, 3, 4, 2 }, null, true)]
    [InlineData("instancenorm", new[] { 2, 3, 4, 2 }, null, false)]
    [InlineData("groupnorm", new[] { 2, 3, 2, 4 }, null, true)]
    public void Example_OfEveryLayout_IsFound(string layer, int[] sizes, int? normalized, bool channelsLast)
    {
        var options = new LayerOptions
        {
            Groups = layer == "groupnorm" ? 2 : null,
            NormalizedAxes = normalized,
            Channels = channelsLast ? ChannelOrder.Last : ChannelOrder.First,
        };
        var random = new Pcg32(11, 1);
        var (made, shape) = (LayerCatalog.Find(layer)!.On(sizes.Length, options)!, new Shape(sizes));
        var parameters = made.ParameterShapesOf(shape)[0];
        Tensor Noise(Shape of) => new(of, [.. Enumerable.Range(0, of.Count).Select(_ => random.Normal())]);
        var input = new LayerInput(made, Noise(shape), Noise(parameters), Noise(parameters), Noise(shape), options);
        var right = Pass.Of(input)[TensorId.Dx]!;
        var negated = new Tensor(right.Shape, [.. right.Values.ToArray().Select(value => -value)]);
        var report = Checker.Check(Pass.Of(input), new Dictionary<TensorId, Tensor> { [TensorId.Dx] = negated }, new() { WantsExamples = true });
        var finding = Assert.Single(Assert.Single(report.Tensors).Findings);
        Assert.Equal("sign_flipped", finding.Code);
        Assert.Equal(sizes.Length, finding.Example!.Right.Shape.Rank);
        AssertEqual(new(finding.Example.Right.Shape, [.. finding.Example.Right.Values.ToArray().Select(value => -value)]), finding.Example.Wrong, layer);
    }

    private static ImmutableArray<TensorReport> Check(LayerInput input, string code) =>
        Checker.Check(Pass.Of(input), new StudentCode(input, code).Submission(), new() { WantsExamples = true }).Tensors;

    private static LayerInput InputOf(WorkedExample example)
    {
        Tensor? Of(string name) => example.Inputs.FirstOrDefault(input => input.Name == name)?.Value;
        var x = Of("x")!;
        return new(LayerCatalog.BatchNorm, x, Of("gamma")!, Of("beta")!, Of("dout") ?? Tensor.Full(x.Shape, 1), new() { Eps = example.Numbers.Single(number => number.Name == "eps").Value });
    }

    private static void AssertEqual(Tensor expected, Tensor actual, string code)
    {
        for (var k = 0; k < expected.Shape.Count; k++)
        {
            Assert.True(Math.Abs(expected[k] - actual[k]) <= 1e-9 * (1 + Math.Abs(expected[k])), $"{code}: {expected[k]} is not {actual[k]}");
        }
    }
}
