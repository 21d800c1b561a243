using CsCheck;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;
using GradCheck.Tests.Support;

namespace GradCheck.Tests.Normalization;

/// <summary>Laws of the layer, on any batch.</summary>
public class NormalizationProperties
{
    private static readonly double Ulp = Math.ScaleB(1, -52);

    [Fact]
    public void Dx_Staged_EqualsTheClosedForm() =>
        Gens.Batches.Sample(
            input =>
            {
                var forward = Pass.Of(input);
                var (staged, closed) = (forward.Staged, forward.Closed);
                return AreClose(staged.Total.Dx, closed.Dx, Ulp)
                    && AreClose(staged.Total.Dgamma, closed.Dgamma, 0)
                    && AreClose(staged.Total.Dbeta, closed.Dbeta, 0);
            },
            print: Gens.Print);

    [Fact]
    public void Dx_InTrain_SumsToZeroOverAGroup() =>
        Gens.Batches.Sample(
            input =>
            {
                var forward = Pass.Of(input);
                var dx = forward.Closed.Dx;
                var sums = Sums.Of(input.Groups, dx.Values);
                return sums.All(sum => Math.Abs(sum.High) <= 4 * Ulp * input.Groups.Size * Largest(dx));
            },
            print: Gens.Print);

    [Fact]
    public void Everything_ScaledByAPowerOfTwo_ScalesExactly() =>
        Gen.Select(Gens.Batches, Gen.Int[-20, 20]).Sample((input, power) =>
        {
            // eps scales with the variance; then xhat stays and dx takes the inverse.
            var scaled = new LayerInput(input.Layer, Map(input.X, value => Math.ScaleB(value, power)), input.Gamma, input.Beta, input.Dout, new() { Eps = Math.ScaleB(input.Options.Eps, 2 * power) });
            var (forward, scaledForward) = (Pass.Of(input), Pass.Of(scaled));
            return forward.Out.Values.SequenceEqual(scaledForward.Out.Values)
                && forward.Closed.Dx.Values.SequenceEqual(Map(scaledForward.Closed.Dx, value => Math.ScaleB(value, power)).Values);
        });

    [Fact]
    public void Dx_OfOneGroup_DoesNotDependOnAnother() =>
        Gens.Batches.Where(input => input.Groups.Groups > 1).Sample(
            input =>
            {
                var other = input.With(x: input.X.With(0, input.X[0] + 3), dout: input.Dout.With(0, -7));
                var (dx, moved) = (Pass.Of(input).Closed.Dx, Pass.Of(other).Closed.Dx);
                return Enumerable.Range(0, dx.Shape.Count).All(k => input.Groups.GroupOf(k) == 0 || dx[k] == moved[k]);
            },
            print: Gens.Print);

    [Fact]
    public void Gradients_InDout_AreLinear() =>
        Gens.Batches.Sample(
            input =>
            {
                var twice = input.With(dout: Map(input.Dout, value => -2 * value));
                var (one, two) = (Pass.Of(input).Closed, Pass.Of(twice).Closed);
                return Map(one.Dx, value => -2 * value).Values.SequenceEqual(two.Dx.Values)
                    && Map(one.Dgamma, value => -2 * value).Values.SequenceEqual(two.Dgamma.Values);
            },
            print: Gens.Print);

    [Fact]
    public void Run_AConstantGroup_HasZeroVarianceAndZeroXhat() =>
        Gen.Select(Gens.Ordinary, Gen.Int[1, 50]).Sample((value, n) =>
        {
            var shape = new Shape(n, 1);
            var input = new LayerInput(LayerCatalog.BatchNorm, Tensor.Full(shape, value), Tensor.Of(2), Tensor.Of(3), Tensor.Full(shape, 1), new());
            var forward = Pass.Of(input);
            return forward.Mean[0] == value && forward.Var[0] == 0 && forward.Xhat.Values.IndexOfAnyExcept(0) < 0 && forward.Out.Values.IndexOfAnyExcept(3) < 0;
        });

    [Theory]
    [InlineData(1.1e6)]
    [InlineData(1.1e7)]
    [InlineData(1.1e12)]
    public void Dx_OfABatchOfTwo_KeepsItsDigitsWhateverTheSpread(double spread)
    {
        // dx = istd (g - mean(g)) eps / (var + eps), and the root and the quotient are exact to 3 units.
        var shape = new Shape(2, 1);
        var input = new LayerInput(LayerCatalog.BatchNorm, new(shape, [0, spread]), Tensor.Of(1), Tensor.Of(0), new(shape, [1, 0.25]), new());
        var divisor = (spread * spread / 4) + 1e-5;
        var expected = 0.375 / Math.Sqrt(divisor) * (1e-5 / divisor);

        Assert.Equal(expected, Pass.Of(input).Closed.Dx[0], 8 * Ulp * expected);
    }

    [Fact]
    public void Eval_WithTheBatchsOwnStatistics_HasTheSameOutputAndOnlyTheDirectPath() =>
        Gens.Batches.Sample(
            input =>
            {
                var train = Pass.Of(input);
                var eval = Pass.Of(new(input.Layer, input.X, input.Gamma, input.Beta, input.Dout, input.Options with { Mode = Mode.Eval, Running = new(train.Mean, train.Var) }));
                var staged = eval.Staged;
                var trained = train.Staged;
                return staged is { Paths: { Variance: null, Mean: null } }
                    && AreClose(staged.Dvar, trained.Dvar, 1e-9) && (staged.Dmean is { } dmean ? AreClose(dmean, trained.Dmean!, 1e-9) : trained.Dmean is null)
                    && AreClose(eval.Closed.Dx, train.Staged.Paths.Direct, 1e-9)
                    && AreClose(eval.Out, train.Out, 1e-9);
            },
            print: Gens.Print);

    [Theory]
    [InlineData(0, 0.0, false)]
    [InlineData(1e200, 0.0, true)]
    public void Statistics_OfAGroupThatCannotBeNormalized_NameIt(double spread, double variance, bool overflows)
    {
        var input = new LayerInput(LayerCatalog.BatchNorm, new(new Shape(2, 2), [1, 5, 2, 5 + spread]), Tensor.Of(1, 1), Tensor.Of(0, 0), Tensor.Full(new(2, 2), 1), new() { Eps = 0 });
        var undefined = GroupStatistics.Of(input).Undefined!.Value;

        Assert.Equal(1, undefined.Group);
        Assert.Equal(overflows, undefined.Overflows);
        Assert.True(overflows || undefined.Var == variance);
        Assert.Throws<ArgumentException>(() => Pass.Of(input));
    }

    private static double Largest(Tensor tensor) => tensor.Values.ToArray().Max(Math.Abs);

    private static Tensor Map(Tensor tensor, Func<double, double> function) => new(tensor.Shape, Array.ConvertAll(tensor.Values.ToArray(), value => function(value)));

    private static bool AreClose(Tensor a, Tensor b, double relative) =>
        Enumerable.Range(0, a.Shape.Count).All(k => Math.Abs(a[k] - b[k]) <= relative * Math.Max(Largest(a), Largest(b)));
}
