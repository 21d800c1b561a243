using GradCheck.Layers;
using GradCheck.Tensors;

namespace GradCheck.Tests.Layers;

public class LayerInputTests
{
    private static readonly Tensor X = new(new Shape(2, 3), [1, 2, 3, 4, 5, 6]);
    private static readonly Tensor Three = Tensor.Of(1, 2, 3);

    [Fact]
    public void Constructor_WhatFits_HasItsViews()
    {
        var input = new LayerInput(LayerCatalog.BatchNorm, X, Three, Three, X, new());

        Assert.Equal(new GroupView(2, 3, 1), input.Groups);
        Assert.Equal(new GroupView(2, 3, 1), input.Parameters);
        Assert.Equal(1e-5, input.Options.Eps);
        Assert.Equal(0.9, input.Options.Momentum);
        Assert.Equal(Mode.Train, input.Options.Mode);
    }

    [Fact]
    public void Constructor_WhatDoesNotFit_Throws()
    {
        var two = Tensor.Of(1, 2);
        var nan = X.With(1, double.NaN);
        Assert.Throws<ArgumentException>(() => new LayerInput(LayerCatalog.BatchNorm, Three, Three, Three, Three, new()));
        Assert.Throws<ArgumentException>(() => new LayerInput(LayerCatalog.BatchNorm, X, two, Three, X, new()));
        Assert.Throws<ArgumentException>(() => new LayerInput(LayerCatalog.BatchNorm, X, Three, two, X, new()));
        Assert.Throws<ArgumentException>(() => new LayerInput(LayerCatalog.BatchNorm, X, Three, Three, Three, new()));
        Assert.Throws<ArgumentException>(() => new LayerInput(LayerCatalog.BatchNorm, nan, Three, Three, X, new()));
        Assert.Throws<ArgumentException>(() => new LayerInput(LayerCatalog.BatchNorm, X, Three, Three, nan, new()));
        Assert.Throws<ArgumentException>(() => new LayerInput(LayerCatalog.BatchNorm, X, Three, Three, X, new() { Mode = Mode.Eval }));
        Assert.Throws<ArgumentException>(() => new LayerInput(LayerCatalog.BatchNorm, X, Three, Three, X, new() { Running = new(two, two) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LayerInput(LayerCatalog.BatchNorm, X, Three, Three, X, new() { Running = new(Three, Tensor.Of(1, -1, 1)) }));
    }

    [Theory]
    [InlineData(-1e-9)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Options_AnEpsThatIsNone_Throws(double eps) => Assert.Throws<ArgumentOutOfRangeException>(() => new LayerOptions { Eps = eps });

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Options_AMomentumThatIsNone_Throws(double momentum) => Assert.Throws<ArgumentOutOfRangeException>(() => new LayerOptions { Momentum = momentum });

    [Fact]
    public void NameOf_AGroup_IsItsColumn() => Assert.Equal("column 2", LayerCatalog.BatchNorm.NameOf(X.Shape, 2));
}
