using GradCheck.Arithmetic;
using GradCheck.Normalization;
using GradCheck.Numeric;

namespace GradCheck.Sweep;

/// <summary>What a sweep should look like.</summary>
/// <remarks>
/// A central difference is off by truncation, <c>h^2 |L'''| / 6</c>, and rounding, about <c>u |L| / h</c> with
/// <c>u = 2^-53</c>. Their sum is least at <c>h = (3 u |L / L'''|)^(1/3)</c>; the loss changes its shape over the spread of
/// the group, so <c>|L / L'''|</c> is about <c>sqrt(var + eps)^3</c>. Source: W. Press et al., "Numerical Recipes", section
/// 5.7.
/// </remarks>
/// <param name="TruncationSlope">The slope where the step is too large; null where there is no truncation, or the method chooses its order.</param>
/// <param name="RoundingSlope">The slope where the step is too small; 0 for a method that subtracts nothing.</param>
/// <param name="BestStep">About the best step, for the group with the smallest spread; null where theory names none.</param>
public sealed record SweepTheory(int? TruncationSlope, int RoundingSlope, double? BestStep)
{
    private const double UnitRoundoff = 1.0 / (1L << 53);

    internal static SweepTheory Of(Pass pass, NumericMethod method)
    {
        // Where the statistics are constants the loss is linear: no step is too large.
        var linear = pass.Input.StatisticsDependOnX is false;
        return method.Id switch
        {
            "central" => new(linear ? null : 2, -1, linear ? null : Math.Cbrt(3 * UnitRoundoff) / DoubleDouble.Rounded(pass.Statistics.Istd).Max()),
            "complex_step" => new(linear ? null : 2, 0, null),
            _ => new(null, -1, null),
        };
    }
}
