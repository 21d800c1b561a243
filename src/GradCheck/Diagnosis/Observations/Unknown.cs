using GradCheck.Comparison;
using GradCheck.Diagnosis.Search;
using GradCheck.Mistakes;
using GradCheck.Normalization;

namespace GradCheck.Diagnosis.Observations;

/// <summary>No known mistake explains the tensor.</summary>
internal sealed class Unknown : Observation
{
    public override string Code => "unknown";

    public override double Confidence => Reports.Confidence.None;

    public override Telling? Observe(Sight sight) => sight.Tell(Where(sight));

    private static string Where(Sight sight)
    {
        if (Departure.Before(sight.Tensor, sight.Others.Values.Where(other => other.Verdict == Verdict.Mismatch).Select(other => other.Tensor)) is { } first)
        {
            return $"It follows from {TensorNames.Of(first)}, which is wrong already: look there first.";
        }

        var groups = sight.WrongGroups();
        var names = string.Join("; ", groups.Take(5).Select(sight.NameOf)) + (groups.Length > 5 ? FormattableString.Invariant($" and {groups.Length - 5} more") : string.Empty);
        return $"Nothing submitted that it follows from is wrong; {TensorNames.Of(sight.Tensor)} is, in {names}.";
    }
}
