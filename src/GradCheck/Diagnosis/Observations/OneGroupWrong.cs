namespace GradCheck.Diagnosis.Observations;

/// <summary>All is right but for one group.</summary>
internal sealed class OneGroupWrong : Observation
{
    public override string Code => "one_group_wrong";

    public override double Confidence => Diagnosis.Confidence.Partial;

    public override Words? Observe(Sight sight)
    {
        // A group in which everything is 0 anyway is right by accident.
        if (sight.WrongGroups() is not [var group] || !sight.Scale.Terms.Where((terms, g) => g != group && terms > 0).Any())
        {
            return null;
        }

        var name = sight.NameOf(group);
        return new(
            $"Only {name} is wrong",
            $"Every entry outside {name} is right, so the derivation is. Something touches {name} alone.",
            Equations.Of(sight.Tensor),
            $"Look for an index, a slice or a loop bound that treats {name} differently.",
            "Which part of your code does not treat all groups alike?");
    }
}
