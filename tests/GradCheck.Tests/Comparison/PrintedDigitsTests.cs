using GradCheck.Comparison;

namespace GradCheck.Tests.Comparison;

public class PrintedDigitsTests
{
    [Theory]
    [InlineData("four decimals", "4 decimals", -0.2656, 0.601, -0.6409, 2.1504, -0.0006)]
    [InlineData("NumPy's eight", "8 decimals", -0.26557948, 0.60101123, -0.0005538, 2.1504295)]
    [InlineData("four significant digits", "4 significant digits", 0.001235, 12.35, -0.4568, 123.5)]
    [InlineData("large, in powers of ten", "4 significant digits", 123500, -456700, 789100)]
    public void Of_PrintedNumbers_FindsTheirDigits(string name, string words, params double[] values) =>
        Assert.True(PrintedDigits.Of(values)?.Words == words, $"{name}: {PrintedDigits.Of(values)?.Words}");

    [Theory]
    [InlineData("whole numbers", 123, 456, -789)]
    [InlineData("two digits in the largest", 0.25, -0.5, 0.75)]
    [InlineData("one number of three digits", 0.961)]
    [InlineData("zeros", 0, 0, 0)]
    [InlineData("arithmetic", 0.1234, 0.123456789012345, 0.5)]
    [InlineData("NaN", double.NaN, double.PositiveInfinity)]
    public void Of_OtherNumbers_IsNull(string name, params double[] values) =>
        Assert.True(PrintedDigits.Of(values) is null, $"{name}: {PrintedDigits.Of(values)?.Words}");

    [Fact]
    public void HalfUnitOf_DecimalsAndDigits_IsHalfTheLastPlace()
    {
        var (decimals, digits) = (PrintedDigits.Of([0.1234, 12.3456])!, PrintedDigits.Of([0.001235, 12.35, -0.4568, 123.5])!);
        Assert.Equal(5e-5, decimals.HalfUnitOf(100), 1e-10);
        Assert.Equal(5e-7, digits.HalfUnitOf(0.001235), 1e-12);
        Assert.Equal(0.05, digits.HalfUnitOf(123.5), 1e-6);
    }
}
