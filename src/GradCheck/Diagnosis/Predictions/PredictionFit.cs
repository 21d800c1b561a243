using GradCheck.Comparison;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Predictions;

/// <summary>How well a submission agrees with a prediction.</summary>
internal static class PredictionFit
{
    /// <summary>An agreement this close, in tolerances, is exact but for rounding.</summary>
    public const double Rounding = 1e-2;

    /// <summary>
    /// The largest error of a submission in tolerances; infinity as soon as it exceeds the limit. Errors of rounding size
    /// may count as 0.
    /// </summary>
    /// <param name="submitted">The submission.</param>
    /// <param name="prediction">What it is held against, of the same number of entries.</param>
    /// <param name="scale">How far the mean swamps the spread of each entry's group.</param>
    /// <param name="tolerance">The tolerance.</param>
    /// <param name="limit">From where on nobody wants to know.</param>
    public static double Excess(ReadOnlySpan<double> submitted, Prediction prediction, ErrorScale scale, Tolerance tolerance, double limit = 1)
    {
        double excess = 0;
        for (var k = 0; k < submitted.Length; k++)
        {
            var (a, b) = (submitted[k], prediction.Value(k));

            // Two NaNs agree: 0/0 and the root of a negative number are predictions like others. An entry that is right
            // to far more digits than are asked for needs no look at its terms.
            if (!a.Equals(b) && !(Math.Abs(a - b) <= Rounding * tolerance.Rtol * Math.Abs(b)))
            {
                var ratio = Math.Abs(a - b) / new Allowance(scale, tolerance).Of(k, a, b, prediction.Terms(k));
                excess = double.IsNaN(ratio) ? double.PositiveInfinity : Math.Max(excess, ratio);
                if (excess > limit)
                {
                    return double.PositiveInfinity;
                }
            }
        }

        return excess;
    }

    /// <summary>Whether a prediction can be told from the right value.</summary>
    public static bool Differs(Prediction prediction, Tensor right, ErrorScale scale, Tolerance tolerance)
    {
        for (var k = 0; k < right.Shape.Count; k++)
        {
            if (!new Allowance(scale, tolerance).Holds(k, prediction.Value(k), right[k]))
            {
                return true;
            }
        }

        return false;
    }
}
