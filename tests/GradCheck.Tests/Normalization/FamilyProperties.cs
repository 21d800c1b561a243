using CsCheck;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.SecondOrder;
using GradCheck.Tensors;
using GradCheck.Tests.Support;

namespace GradCheck.Tests.Normalization;

/// <summary>The layers are one family: where two of them see the same groups and parameters, they give the same bits.</summary>
public class FamilyProperties
{
    private static readonly Gen<Shape> Pixels = Gen.Select(Gen.Int[1, 5], Gen.Int[1, 6], (n, c) => new Shape(n, c, 1, 1));
    private static readonly Gen<Shape> Images = Gen.Int[1, 4].Array[4].Select(sizes => new Shape(sizes));

    [Fact]
    public void GroupNorm_WithOneGroupOverPixels_EqualsLayerNorm() =>
        Pixels.SelectMany(shape => Gens.BatchesOf(LayerCatalog.GroupNorm, shape, new() { Groups = 1 })).Sample(
            input => AreSame(input, As(LayerCatalog.LayerNorm, input, new(input.X.Shape[0], input.X.Shape[1]))),
            print: Gens.Print);

    [Fact]
    public void GroupNorm_WithAGroupAChannel_EqualsInstanceNorm() =>
        Images.SelectMany(shape => Gens.BatchesOf(LayerCatalog.GroupNorm, shape, new() { Groups = shape[1] })).Sample(
            input => AreSame(input, As(LayerCatalog.InstanceNorm, input, input.X.Shape)),
            print: Gens.Print);

    [Fact]
    public void SpatialBatchNorm_OverPixels_EqualsBatchNorm() =>
        Gen.Select(Pixels, Gen.OneOf(Gen.Const(Mode.Train), Gen.Const(Mode.Eval))).SelectMany((shape, mode) => Gens.BatchesOf(LayerCatalog.SpatialBatchNorm, shape, new(), mode)).Sample(
            input => AreSame(input, As(LayerCatalog.BatchNorm, input, new(input.X.Shape[0], input.X.Shape[1]))),
            print: Gens.Print);

    [Fact]
    public void Dx_InTrain_SumsToZeroOverAGroupOfALayerThatSubtractsTheMean() =>
        Gens.BatchesOfAnyLayer.Where(input => input is { StatisticsDependOnX: true, Layer.SubtractsMean: true }).Sample(
            input =>
            {
                var dx = Pass.Of(input).Closed.Dx;
                var largest = dx.Values.ToArray().Max(Math.Abs);
                return Sums.Of(input.Groups, dx.Values).All(sum => Math.Abs(sum.High) <= Math.ScaleB(input.Groups.Size * largest, -52));
            },
            print: Gens.Print);

    [Fact]
    public void Dx_OfRmsNorm_NeedNotSumToZero()
    {
        var input = new LayerInput(LayerCatalog.RmsNorm, new(new Shape(1, 2), [1, 2]), Tensor.Of(1, 1), Tensor.Of(0, 0), new(new Shape(1, 2), [1, 0]), new());
        var dx = Pass.Of(input).Closed.Dx;

        Assert.True(dx[0] + dx[1] > 0.1);
    }

    // In rmsnorm it is the part along x that vanishes: L does not change with the scale of x, but for eps.
    [Fact]
    public void Dx_OfRmsNormWithoutEps_IsOrthogonalToTheRow() =>
        Gens.BatchesOf(LayerCatalog.RmsNorm).Where(input => GroupStatistics.Of(input).Var.ToArray().All(v => v.High > 0.1)).Sample(
            input =>
            {
                var exact = new LayerInput(input.Layer, input.X, input.Gamma, input.Beta, input.Dout, new() { Eps = 0 });
                var forward = Pass.Of(exact);
                var (dx, direct) = (forward.Closed.Dx, forward.Staged.Paths.Direct);
                var size = Enumerable.Range(0, dx.Shape.Count).Sum(k => Math.Abs(direct[k] * input.X[k]) + Math.Abs(dx[k] * input.X[k]));
                return Enumerable.Range(0, input.Groups.Groups).All(g =>
                    Math.Abs(Enumerable.Range(0, dx.Shape.Count).Where(k => input.Groups.GroupOf(k) == g).Sum(k => dx[k] * input.X[k])) <= 1e-14 * size);
            },
            print: Gens.Print);

    [Fact]
    public void Eval_OfAnyBatch_IsTheDerivativeWithConstantStatistics() =>
        Gens.BatchesOfAnyLayer.Where(input => !input.StatisticsDependOnX).Sample(
            input =>
            {
                // out = slope * x + constant, so dx is slope * dout, and one step of 1 in x shows the slope.
                var forward = Pass.Of(input);
                var dx = forward.Closed.Dx;
                return Enumerable.Range(0, dx.Shape.Count).All(k =>
                {
                    var moved = Pass.Of(input.With(x: input.X.With(k, input.X[k] + 1))).Out;
                    var alone = Enumerable.Range(0, dx.Shape.Count).All(j => j == k || moved[j] == forward.Out[j]);
                    var size = Math.Max(1, Math.Abs(forward.Out[k]) + Math.Abs(moved[k])) * Math.Abs(input.Dout[k]);
                    return alone && Math.Abs(((moved[k] - forward.Out[k]) * input.Dout[k]) - dx[k]) <= 1e-14 * size;
                });
            },
            print: Gens.Print);

    private static LayerInput As(Layer layer, LayerInput input, Shape shape)
    {
        Tensor Seen(Tensor tensor) => new(shape, tensor.Values.ToArray());
        return new(layer, Seen(input.X), input.Gamma, input.Beta, Seen(input.Dout), input.Options with { Groups = null });
    }

    private static bool AreSame(LayerInput a, LayerInput b)
    {
        var (forwardA, forwardB) = (Pass.Of(a), Pass.Of(b));
        var (first, other) = (forwardA.Closed, forwardB.Closed);
        var (second, otherSecond) = (SecondOrderBackward.Run(forwardA, new(a, first.Dx, first.Dgamma)), SecondOrderBackward.Run(forwardB, new(b, other.Dx, other.Dgamma)));
        return Same(forwardA.Out, forwardB.Out) && Same(forwardA.Mean, forwardB.Mean) && Same(forwardA.Var, forwardB.Var)
            && Same(first.Dx, other.Dx) && Same(first.Dgamma, other.Dgamma) && Same(first.Dbeta, other.Dbeta)
            && Same(second.Dx, otherSecond.Dx) && Same(second.Dgamma, otherSecond.Dgamma) && Same(second.Ddout, otherSecond.Ddout);
    }

    private static bool Same(Tensor a, Tensor b) => a.Values.SequenceEqual(b.Values);
}
