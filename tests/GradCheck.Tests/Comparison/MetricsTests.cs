using GradCheck.Comparison;

namespace GradCheck.Tests.Comparison;

public class MetricsTests
{
    [Fact]
    public void Of_TwoTensors_AreTheDefinitions()
    {
        var metrics = Metrics.Of([3, 0, -2], [1, 0, -2], 1);

        Assert.Equal(0.5, metrics.MaxRelativeError);
        Assert.Equal(2, metrics.MaxAbsoluteError);
        Assert.Equal(2 / (Math.Sqrt(13) + Math.Sqrt(5)), metrics.NormRelativeError, 1e-15);
        Assert.Equal(7 / Math.Sqrt(65), metrics.CosineSimilarity!.Value, 1e-15);
        Assert.Equal(1, metrics.Mismatched);
    }

    [Fact]
    public void Of_SmallValues_HasTheFloorOfTheCourse() => Assert.Equal(0.1, Metrics.Of([1e-9], [0], 0).MaxRelativeError, 1e-15);

    [Fact]
    public void Of_Zeros_IsZeroWithoutACosine()
    {
        var metrics = Metrics.Of([0, 0], [0, 0], 0);

        Assert.Equal(new Metrics(0, 0, 0, null, 0), metrics);
    }

    [Theory]
    [InlineData(1e150)]
    [InlineData(1e308)]
    [InlineData(1e-300)]
    public void Of_ExtremeValues_NeitherOverflowsNorUnderflows(double scale)
    {
        var metrics = Metrics.Of([scale, scale], [scale, -scale], 1);

        Assert.Equal(Math.Sqrt(2) / (2 * Math.Sqrt(2)) * Math.Sqrt(2), metrics.NormRelativeError, 1e-15);
        Assert.Equal(0, metrics.CosineSimilarity);
    }

    [Fact]
    public void Of_AnInfinity_IsAsFarAsCanBe()
    {
        var metrics = Metrics.Of([double.PositiveInfinity, 1], [0, 1], 1);

        Assert.Equal(double.PositiveInfinity, metrics.MaxAbsoluteError);
        Assert.Equal(1, metrics.MaxRelativeError);
        Assert.Equal(1, metrics.NormRelativeError);
    }

    [Fact]
    public void Of_NaN_CountsNowhereElse()
    {
        var metrics = Metrics.Of([double.NaN, 1], [0, 1], 1);

        Assert.Equal(0, metrics.MaxAbsoluteError);
        Assert.Equal(1, metrics.CosineSimilarity);
        Assert.Equal(1, metrics.Mismatched);
    }
}
