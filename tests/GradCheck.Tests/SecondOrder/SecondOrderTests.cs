using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Numeric;
using GradCheck.SecondOrder;
using GradCheck.Tensors;
using GradCheck.Tests.Support;
using Xunit.Abstractions;

namespace GradCheck.Tests.SecondOrder;

public class SecondOrderTests(ITestOutputHelper output)
{
    public static TheoryData<string> Layers() => [.. LayerCatalog.All.Select(layer => layer.Id)];

    [Theory]
    [MemberData(nameof(Layers))]
    public void ClosedForm_OnEveryGoldenInput_AgreesWithTheComplexStepTo1e10OfTheLargestTerm(string id)
    {
        double worst = 0;
        foreach (var golden in GoldenCase.All().Where(golden => golden.LayerId == id))
        {
            var input = golden.ToInput();
            var (forward, direction) = (Pass.Of(input), DirectionOf(input));
            var (closed, numeric) = (SecondOrderBackward.Run(forward, direction), SecondOrderComplexStep.Run(forward, direction));
            var scales = SecondOrderScales.Of(forward, direction);
            var error = new[] { ErrorOf(closed.Dx, numeric.Dx, scales.Dx), ErrorOf(closed.Dgamma, numeric.Dgamma, scales.Dgamma), ErrorOf(closed.Ddout, numeric.Ddout, scales.Ddout) }.Max();
            worst = Math.Max(worst, error);
            Assert.True(error <= 1e-10, $"{golden.Name} is off by {error:g3} of its largest term");
        }

        output.WriteLine($"{id}: {worst:g3} of the largest term at most");
    }

    [Fact]
    public void Direction_LeftOut_IsZeros()
    {
        var input = Input();
        var direction = new SecondOrderDirection(input);
        var gradients = SecondOrderBackward.Run(Pass.Of(input), direction);

        Assert.Equal(0, direction.Weigh(Pass.Of(input).Closed));
        Assert.All(new[] { gradients.Dx, gradients.Dgamma, gradients.Ddout }, tensor => Assert.True(tensor.Values.IndexOfAnyExcept(0) < 0));
    }

    [Fact]
    public void Direction_OfAnotherShapeOrNotFinite_IsRefused()
    {
        Assert.Equal("dx", Assert.Throws<ArgumentException>(() => new SecondOrderDirection(Input(), dx: Tensor.Of(1, 2, 3))).ParamName);
        Assert.Equal("dgamma", Assert.Throws<ArgumentException>(() => new SecondOrderDirection(Input(), dgamma: Tensor.Of(double.NaN))).ParamName);
        Assert.Equal("dbeta", Assert.Throws<ArgumentException>(() => new SecondOrderDirection(Input(), dbeta: Tensor.Of(1, 2))).ParamName);
    }

    [Fact]
    public void ComplexStep_Cancelled_Throws()
    {
        var input = Input();
        Assert.Throws<OperationCanceledException>(() => SecondOrderComplexStep.Run(Pass.Of(input), new(input), new(canceled: true)));
    }

    [Fact]
    public void WorkOf_ALayer_GrowsWithGroupTimesElements()
    {
        // 2 elements more an entry, for what does not depend on the group: 4 * (2 * 3 * 5 + 3).
        Assert.Equal(132, SecondOrderComplexStep.WorkOf(Input()));
    }

    [Theory]
    [InlineData("batchnorm", Mode.Train, @"(P u)_i = u_i - \overline{u} - \hat{x}_i \overline{u \hat{x}}")]
    [InlineData("rmsnorm", Mode.Train, @"(P u)_i = u_i - \hat{x}_i \overline{u \hat{x}}")]
    [InlineData("spatial_batchnorm", Mode.Eval, "(P u)_i = u_i")]
    public void Formulas_OfALayerAndMode_NameItsProjection(string id, Mode mode, string projection)
    {
        var formulas = SecondOrderFormulas.Of(LayerCatalog.Find(id)!, mode);

        Assert.Equal(["s", "first_order", "projection", "ddout", "dgamma", "dx", "dbeta"], formulas.Select(formula => formula.Quantity));
        Assert.Equal(projection, formulas.Single(formula => formula.Quantity == "projection").Latex);
    }

    private static LayerInput Input() =>
        new(LayerCatalog.BatchNorm, new(new Shape(3, 1), [1, 2, 4]), Tensor.Of(2), Tensor.Of(0), new(new Shape(3, 1), [1, 0, -1]), new());

    /// <summary>Weights that follow no pattern of the batch.</summary>
    private static SecondOrderDirection DirectionOf(LayerInput input)
    {
        Tensor Weights(Shape shape, int step) => new(shape, [.. Enumerable.Range(0, shape.Count).Select(k => ((k * step % 11) - 5) / 4.0)]);
        return new(input, Weights(input.X.Shape, 7), Weights(input.Gamma.Shape, 3), Weights(input.Beta.Shape, 5));
    }

    private static double ErrorOf(Tensor closed, NumericTensor numeric, ErrorScale scale)
    {
        double worst = 0;
        for (var k = 0; k < closed.Shape.Count; k++)
        {
            var (difference, term) = (Math.Abs(closed[k] - numeric.Value[k]), scale.Terms[scale.View.GroupOf(k)]);
            worst = Math.Max(worst, difference == 0 ? 0 : difference / term);
        }

        return worst;
    }
}
