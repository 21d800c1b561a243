using GradCheck.Comparison;
using GradCheck.Mistakes;
using GradCheck.Normalization;

namespace GradCheck.Diagnosis.Observations;

/// <summary>The variance as <c>E[x**2] - E[x]**2</c>: right on paper, and of few digits where the mean swamps the spread.</summary>
/// <remarks>
/// What it loses grows with the square of <c>|mean| * istd</c>, where other code loses in proportion to it. In a group of
/// <c>xhat</c> or <c>out</c> all entries then have the same wrong scale: one entry tells it, the others have to agree.
/// </remarks>
internal sealed class OnePassVariance : Observation
{
    /// <summary>From here on the mean swamps the spread.</summary>
    private const double Swamped = 100;

    public override string Code => "one_pass_variance";

    public override double Confidence => Reports.Confidence.Partial;

    public override Telling? Observe(Sight sight)
    {
        var input = sight.Pass.Input;
        if (sight.Tensor is not (TensorId.Var or TensorId.Xhat or TensorId.Out) || !input.StatisticsDependOnX || !input.Layer.SubtractsMean)
        {
            return null;
        }

        var wrong = sight.WrongGroups();
        return wrong.Length > 0 && wrong.All(group => IsOnePass(sight, group)) ? sight.Tell() : null;
    }

    private static bool IsOnePass(Sight sight, int group)
    {
        var facts = sight.Bench.Facts;
        var conditioning = Math.Abs(facts.Mean[group]) * facts.Istd[group];
        var lost = Tolerance.RoundingUnits * sight.Tolerance.Format.Unit * conditioning * conditioning;
        if (conditioning < Swamped)
        {
            return false;
        }

        if (sight.Tensor == TensorId.Var)
        {
            return Math.Abs(sight.Submitted[group] - facts.Var[group]) <= lost * (facts.Var[group] + facts.Eps);
        }

        var elements = new int[facts.Size];
        facts.Groups.ElementsOf(group, elements);
        var most = elements.MaxBy(k => Math.Abs(sight.Bench.Facts.Xhat[k].High));
        var ratio = XhatOf(sight, most) / facts.Xhat[most].High;
        return double.IsFinite(ratio) && Math.Abs(ratio - 1) <= lost && elements.Length > 2
            && elements.All(k => Math.Abs(XhatOf(sight, k) - (ratio * facts.Xhat[k].High)) <= sight.Tolerance.ShareOf(conditioning) * facts.LargestXhat[group] * 2);
    }

    // What the submission has for xhat: itself, or out without its scale and shift.
    private static double XhatOf(Sight sight, int element)
    {
        var (input, value) = (sight.Pass.Input, sight.Submitted[element]);
        var parameter = input.Parameters.GroupOf(element);
        return sight.Tensor == TensorId.Xhat ? value : (value - input.Beta[parameter]) / input.Gamma[parameter];
    }
}
