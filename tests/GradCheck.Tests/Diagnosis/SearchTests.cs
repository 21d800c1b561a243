using GradCheck.Cases;
using GradCheck.Diagnosis;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Tests.Diagnosis;

/// <summary>The search for pairs, where nothing explains a tensor: it says so, and ends when it is told to.</summary>
public class SearchTests
{
    [Theory]
    [InlineData("batchnorm", 64, 32, 1, 1)]
    [InlineData("layernorm", 32, 64, 1, 1)]
    [InlineData("groupnorm", 4, 16, 4, 4)]
    [InlineData("spatial_batchnorm", 4, 16, 4, 4)]
    public void Check_OfAnUnexplainedDx_InventsNoCause(string id, int n, int c, int h, int w)
    {
        var (forward, noise) = Unexplained(id, n, c, h, w);
        var report = Checker.Check(forward, noise);
        Assert.Equal("unknown", Assert.Single(report.Tensors[0].Findings).Code);
    }

    [Fact]
    public void Check_WithACancelledToken_EndsTheSearch()
    {
        var (forward, noise) = Unexplained("batchnorm", 16, 8, 1, 1);
        Assert.Throws<OperationCanceledException>(() => Checker.Check(forward, noise, cancellation: new CancellationToken(canceled: true)));
    }

    private static (Pass Forward, Dictionary<TensorId, Tensor> Noise) Unexplained(string id, int n, int c, int h, int w)
    {
        var layer = LayerCatalog.Find(id)!;
        var input = CaseGenerator.Make(layer, 1, CaseProfile.Typical, layer.Rank == 2 ? new(n, c) : new(n, c, h, w), new() { Groups = layer.TakesGroups ? 4 : null });
        var random = new Pcg32(7, 1);
        var values = new double[input.X.Shape.Count];
        for (var k = 0; k < values.Length; k++)
        {
            values[k] = random.Normal();
        }

        return (Pass.Of(input), new() { [TensorId.Dx] = new(input.X.Shape, values) });
    }
}
