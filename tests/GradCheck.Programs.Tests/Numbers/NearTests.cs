using GradCheck.Programs.Numbers;

namespace GradCheck.Programs.Tests.Numbers;

public class NearTests
{
    [Theory]
    [InlineData("the same", new[] { 1.0, -2 }, new[] { 1.0, -2 }, true)]
    [InlineData("off by half the share", new[] { 1 + 5e-8, -2 }, new[] { 1.0, -2 }, true)]
    [InlineData("off by ten times the share", new[] { 1 + 3e-6, -2 }, new[] { 1.0, -2 }, false)]
    [InlineData("small beside the largest entry", new[] { 1.0, 1e-8 }, new[] { 1.0, 0 }, true)]
    [InlineData("of the size of a mistake beside the largest entry", new[] { 1.0, 1e-5 }, new[] { 1.0, 0 }, false)]
    [InlineData("a rounding error for zero", new[] { 1e-14 }, new[] { 0.0 }, true)]
    [InlineData("more than a rounding error for zero", new[] { 1e-12 }, new[] { 0.0 }, false)]
    [InlineData("NaN for NaN", new[] { double.NaN, 1 }, new[] { double.NaN, 1 }, true)]
    [InlineData("NaN for a number", new[] { double.NaN }, new[] { 1.0 }, false)]
    [InlineData("a number for NaN", new[] { 1.0 }, new[] { double.NaN }, false)]
    [InlineData("infinity for infinity", new[] { double.PositiveInfinity, 1 }, new[] { double.PositiveInfinity, 1 }, true)]
    [InlineData("infinity for a number", new[] { double.PositiveInfinity }, new[] { 1.0 }, false)]
    [InlineData("a number for infinity", new[] { 5.0 }, new[] { double.PositiveInfinity }, false)]
    [InlineData("the other infinity", new[] { double.NegativeInfinity }, new[] { double.PositiveInfinity }, false)]
    [InlineData("fewer numbers", new[] { 1.0 }, new[] { 1.0, 1 }, false)]
    public void Close_Numbers_IsAboutTheEntryAndTheLargest(string what, double[] values, double[] truth, bool close)
    {
        Assert.True(Near.Close(values, truth) == close, what);
    }

    [Theory]
    [InlineData(new[] { 4 }, new[] { 4 }, true)]
    [InlineData(new[] { 1, 4 }, new[] { 4 }, true)]
    [InlineData(new[] { 4 }, new[] { 1, 4, 1, 1 }, true)]
    [InlineData(new[] { 4, 1 }, new[] { 1, 4 }, true)]
    [InlineData(new int[0], new[] { 1 }, true)]
    [InlineData(new[] { 1, 1 }, new int[0], true)]
    [InlineData(new[] { 2, 3 }, new[] { 3, 2 }, false)]
    [InlineData(new[] { 6 }, new[] { 2, 3 }, false)]
    [InlineData(new[] { 2, 3 }, new[] { 2 }, false)]
    [InlineData(new[] { 2 }, new[] { 2, 3 }, false)]
    [InlineData(new[] { 4 }, new int[0], false)]
    public void Fits_Shapes_LooksThroughAxesOfLengthOne(int[] shape, int[] right, bool fits)
    {
        Assert.Equal(fits, Near.Fits(shape, right));
        Assert.Equal(fits, Near.Fits(right, shape));
    }

    [Fact]
    public void Holds_TheNumbersInAnotherShape_DoesNot()
    {
        Assert.False(Near.Holds(new([4], [1, 2, 3, 4]), new([2, 2], [1, 2, 3, 4])));
        Assert.True(Near.Holds(new([1, 4], [1, 2, 3, 4]), new([4], [1, 2, 3, 4])));
    }

    [Fact]
    public void Error_OfTwoArrays_IsTheCoursesRelativeError()
    {
        Assert.Equal(0.5 / 2.5, Near.Error(new([2], [1.5, 1e-9]), new([2], [1, 1e-9]))!.Value, 15);
        Assert.Equal(1e-9 / 1e-8, Near.Error(new([1], [1e-9]), new([1], [0]))!.Value, 15);
        Assert.Equal(1, Near.Error(new([1], [double.NaN]), new([1], [2])));
        Assert.Equal(0, Near.Error(new([1], [double.NaN]), new([1], [double.NaN])));
    }

    [Fact]
    public void Error_OfNothingOrAnotherShape_IsNone()
    {
        Assert.Null(Near.Error(null, new([1], [2])));
        Assert.Null(Near.Error(new([3], [1, 2, 3]), new([2], [1, 2])));
    }
}
