using GradCheck.Comparison;

namespace GradCheck.Diagnosis.Observations;

/// <summary>No known mistake explains the tensor.</summary>
internal sealed class Unknown : Observation
{
    public override string Code => "unknown";

    public override double Confidence => Diagnosis.Confidence.None;

    public override Words? Observe(Sight sight) => new(
        "No known mistake explains these numbers",
        $"No known mistake gives these numbers, alone or together with another. {Where(sight)}",
        Equations.Of(sight.Tensor),
        "Submit the intermediate tensors as well: the first one that departs from the staged computation is where to look.",
        "Which intermediate tensor is the first that you cannot reproduce by hand?");

    private static string Where(Sight sight)
    {
        var first = sight.Others.Values.Where(other => other.Verdict == Verdict.Mismatch).Min(other => other.Tensor);
        if (first < sight.Tensor)
        {
            return $"The staged computation is left before it, at {TensorNames.Of(first)}: look there first.";
        }

        var groups = sight.WrongGroups();
        var names = string.Join(", ", groups.Take(5).Select(sight.NameOf)) + (groups.Length > 5 ? FormattableString.Invariant($" and {groups.Length - 5} more") : string.Empty);
        return $"Nothing submitted before it departs from the staged computation; {TensorNames.Of(sight.Tensor)} does, in {names}.";
    }
}
