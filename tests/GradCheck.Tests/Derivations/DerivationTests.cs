using CsCheck;
using GradCheck.Derivations;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tests.Support;

namespace GradCheck.Tests.Derivations;

public class DerivationTests
{
    private const string Standardized = "mean var xhat out dgamma dbeta dxhat dvar dmean dx dx";
    private const string Scaled = "var xhat out dgamma dbeta dxhat dvar dx dx";
    private const string Constant = "mean var xhat out dgamma dbeta dxhat dx dx";

    public static IEnumerable<object[]> LayersAndModes() =>
        LayerCatalog.All.Select(layer => new object[] { layer.Id, Mode.Train })
            .Concat(LayerCatalog.All.Where(layer => layer.HasRunningStatistics).Select(layer => new object[] { layer.Id, Mode.Eval }));

    [Theory]
    [InlineData("batchnorm", Mode.Train, Standardized)]
    [InlineData("batchnorm", Mode.Eval, Constant)]
    [InlineData("spatial_batchnorm", Mode.Train, Standardized)]
    [InlineData("spatial_batchnorm", Mode.Eval, Constant)]
    [InlineData("layernorm", Mode.Train, Standardized)]
    [InlineData("groupnorm", Mode.Train, Standardized)]
    [InlineData("instancenorm", Mode.Train, Standardized)]
    [InlineData("rmsnorm", Mode.Train, Scaled)]
    public void Quantities_OfALayerAndMode_AreInTheOrderOfThePost(string id, Mode mode, string quantities) =>
        Assert.Equal(quantities, string.Join(' ', Derivation.Of(LayerCatalog.Find(id)!, mode).Select(step => step.Quantity)));

    [Theory]
    [InlineData("batchnorm", "over its m = N elements", "a sum over the rows.", @"\frac{\partial L}{\partial \gamma} = \sum_{i} \frac{\partial L}{\partial y_i} \hat{x}_i")]
    [InlineData("spatial_batchnorm", "over its m = N * H * W elements", "a sum over the samples, rows and columns.", @"\frac{\partial L}{\partial \gamma} = \sum_{i} \frac{\partial L}{\partial y_i} \hat{x}_i")]
    [InlineData("layernorm", "each row, over its m = D elements", "a sum over the rows, not over the row that is normalized together.", @"\frac{\partial L}{\partial \gamma_{d}} = \sum_{n} \frac{\partial L}{\partial y_{n,d}} \hat{x}_{n,d}")]
    [InlineData("groupnorm", "each group of channels of a sample, over its m = (C / G) * H * W elements", "a sum over the samples, rows and columns, not over the group of channels of a sample that is normalized together.", @"\frac{\partial L}{\partial \gamma_{c}} = \sum_{n,h,w} \frac{\partial L}{\partial y_{n,c,h,w}} \hat{x}_{n,c,h,w}")]
    [InlineData("instancenorm", "each channel of a sample, over its m = H * W elements", "a sum over the samples, rows and columns, not over the channel of a sample that is normalized together.", @"\frac{\partial L}{\partial \gamma_{c}} = \sum_{n,h,w} \frac{\partial L}{\partial y_{n,c,h,w}} \hat{x}_{n,c,h,w}")]
    [InlineData("rmsnorm", "each row, over its m = D elements", "a sum over the rows, not over the row that is normalized together.", @"\frac{\partial L}{\partial \gamma_{d}} = \sum_{n} \frac{\partial L}{\partial y_{n,d}} \hat{x}_{n,d}")]
    public void Sums_OfALayer_AreInItsOwnWords(string id, string group, string parameter, string dgamma)
    {
        var steps = Derivation.Of(LayerCatalog.Find(id)!, Mode.Train);

        Assert.Contains(group, steps[0].Sentence, StringComparison.Ordinal);
        Assert.EndsWith(parameter, steps.Single(step => step.Quantity == "dgamma").Sentence, StringComparison.Ordinal);
        Assert.Equal(dgamma, steps.Single(step => step.Quantity == "dgamma").Result);
    }

    [Theory]
    [InlineData("batchnorm", Mode.Train, "the direct path, the variance path and the mean path.")]
    [InlineData("batchnorm", Mode.Eval, "no variance path and no mean path.")]
    [InlineData("rmsnorm", Mode.Train, "there is no mean path.")]
    public void Dx_ByStages_NamesItsPaths(string id, Mode mode, string paths) =>
        Assert.EndsWith(paths, Derivation.Of(LayerCatalog.Find(id)!, mode).Single(step => step is { Quantity: "dx", Part: DerivationPart.Backward }).Sentence, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(LayersAndModes))]
    public void Steps_OfALayerAndMode_AreWellFormed(string id, Mode mode)
    {
        foreach (var step in Derivation.Of(LayerCatalog.Find(id)!, mode))
        {
            Assert.Equal(step.Part == DerivationPart.Forward, step.ChainRule is null);
            Assert.EndsWith(".", step.Sentence, StringComparison.Ordinal);
            Assert.All(new[] { step.Formula, step.ChainRule ?? string.Empty, step.Result }, latex =>
            {
                Assert.Equal(latex.Count(character => character == '{'), latex.Count(character => character == '}'));
                Assert.DoesNotContain("  ", latex, StringComparison.Ordinal);
            });
        }
    }

    [Fact]
    public void Of_EvalOfALayerWithoutRunningStatistics_Throws() =>
        Assert.Throws<ArgumentException>(() => Derivation.Of(LayerCatalog.LayerNorm, Mode.Eval));

    [Fact]
    public void Values_OnAnyBatch_AreThoseOfTheKernels() =>
        Gens.BatchesOfAnyLayer.Sample(
            input =>
            {
                var forward = Pass.Of(input);
                var (staged, closed) = (forward.Staged, forward.Closed);
                return Derivation.Of(forward).All(derived =>
                {
                    var (expected, paths) = derived.Step.Quantity switch
                    {
                        "mean" => (forward.Mean, null),
                        "var" => (forward.Var, null),
                        "xhat" => (forward.Xhat, null),
                        "out" => (forward.Out, null),
                        "dgamma" => (closed.Dgamma, null),
                        "dbeta" => (closed.Dbeta, null),
                        "dxhat" => (staged.Dxhat, null),
                        "dvar" => (staged.Dvar!, null),
                        "dmean" => (staged.Dmean!, null),
                        _ when derived.Step.Part == DerivationPart.Backward => (staged.Total.Dx, staged.Paths),
                        _ => (closed.Dx, (GradientPaths?)null),
                    };
                    return derived.Value.Shape.Equals(expected.Shape)
                        && derived.Value.Values.SequenceEqual(expected.Values)
                        && derived.Paths is null == paths is null
                        && (paths is null || SumsUp(derived));
                });
            },
            print: Gens.Print);

    private static bool SumsUp(DerivedStep dx)
    {
        var (direct, variance, mean) = (dx.Paths!.Direct, dx.Paths.Variance, dx.Paths.Mean);
        return Enumerable.Range(0, dx.Value.Shape.Count).All(k =>
        {
            var (v, m) = (variance?[k] ?? 0, mean?[k] ?? 0);
            return Math.Abs(direct[k] + v + m - dx.Value[k]) <= 1e-15 * (Math.Abs(direct[k]) + Math.Abs(v) + Math.Abs(m));
        });
    }
}
