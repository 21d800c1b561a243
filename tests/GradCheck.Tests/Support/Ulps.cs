using GradCheck.Tensors;

namespace GradCheck.Tests.Support;

/// <summary>The unit of the accuracy promise: 2^-52 of a tensor's largest value.</summary>
public static class Ulps
{
    /// <summary>The largest error in units of 2^-52 of the largest expected value.</summary>
    /// <param name="actual">What was computed.</param>
    /// <param name="expected">The truth.</param>
    /// <param name="largestTerm">What errors are held against, to 1e-25, where the truth is zero.</param>
    public static double Of(Tensor actual, Tensor expected, double largestTerm = 1)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        double largest = 0, error = 0;
        for (var k = 0; k < expected.Shape.Count; k++)
        {
            Assert.True(double.IsFinite(actual[k]), $"{expected.Shape.PlaceOf(k)} is {actual[k]}");
            largest = Math.Max(largest, Math.Abs(expected[k]));
            error = Math.Max(error, Math.Abs(actual[k] - expected[k]));
        }

        return largest > 0 ? error / largest / Math.ScaleB(1, -52) : error <= 1e-25 * largestTerm ? 0 : double.PositiveInfinity;
    }
}
