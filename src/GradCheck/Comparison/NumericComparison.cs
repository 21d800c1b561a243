using GradCheck.Normalization;
using GradCheck.Numeric;
using GradCheck.Tensors;

namespace GradCheck.Comparison;

/// <summary>An analytic gradient held against a numeric one, within the numeric one's error bound.</summary>
/// <param name="Numeric">The numeric gradient.</param>
/// <param name="Metrics">How far they are apart, over the entries that have a numeric value; the numeric gradient is the reference.</param>
/// <param name="Verdict">The worst entry's verdict.</param>
public sealed record NumericComparison(NumericTensor Numeric, Metrics Metrics, Verdict Verdict)
{
    /// <summary>A bound above this share of the tensor's largest path says too little to call a match.</summary>
    public const double LargestUsefulBound = 1e-3;

    /// <summary>
    /// Judges a gradient entry by entry: a mismatch where the difference exceeds bound and tolerance together;
    /// otherwise inconclusive where the bound exceeds 1e-3 of the tensor's largest path; otherwise a match.
    /// </summary>
    /// <param name="analytic">The gradient to judge.</param>
    /// <param name="numeric">The numeric gradient of the same shape.</param>
    /// <param name="scale">The size of the terms the gradient is made of.</param>
    /// <param name="tolerance">The tolerance beyond the bound.</param>
    public static NumericComparison Of(Tensor analytic, NumericTensor numeric, ErrorScale scale, Tolerance tolerance)
    {
        ArgumentNullException.ThrowIfNull(analytic);
        ArgumentNullException.ThrowIfNull(numeric);
        ArgumentNullException.ThrowIfNull(scale);
        var allowance = new Allowance(scale, tolerance);
        var verdict = Verdict.Match;
        var mismatched = 0;
        for (var k = 0; k < analytic.Shape.Count; k++)
        {
            var (value, bound) = (numeric.Value[k], numeric.ErrorBound[k]);
            var entry = Judge(Math.Abs(analytic[k] - value), bound, allowance.Of(k, analytic[k], value), scale.Largest);
            mismatched += entry == Verdict.Mismatch ? 1 : 0;
            verdict = (Verdict)Math.Max((int)verdict, (int)entry);
        }

        return new(numeric, Metrics.Of(analytic.Values, numeric.Value.Values, mismatched), verdict);
    }

    private static Verdict Judge(double difference, double bound, double allowed, double largest) =>
        difference > bound + allowed ? Verdict.Mismatch
        : bound > LargestUsefulBound * largest ? Verdict.Inconclusive
        : Verdict.Match;
}
