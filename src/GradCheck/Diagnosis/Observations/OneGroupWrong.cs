using GradCheck.Mistakes;
namespace GradCheck.Diagnosis.Observations;

/// <summary>All is right but for one group.</summary>
internal sealed class OneGroupWrong : Observation
{
    public override string Code => "one_group_wrong";

    public override double Confidence => Reports.Confidence.Partial;

    // Of an error that is as large in the others, so much more than their digits hide would be seen.
    private const double Clearly = 100;

    public override Telling? Observe(Sight sight)
    {
        if (sight.WrongGroups() is not [var group] || !WouldShowElsewhere(sight, group))
        {
            return null;
        }

        return sight.Tell(sight.NameOf(group));
    }

    // Where the others are 0 anyway, or the error is near the last digit, as that of a wrong eps in the group that varies least,
    // the others are right by accident.
    private static bool WouldShowElsewhere(Sight sight, int group)
    {
        var (expected, scale, errors, sizes) = (sight.Expected, sight.Scale, 0.0, new double[sight.Scale.View.Groups]);
        for (var k = 0; k < expected.Shape.Count; k++)
        {
            ref var size = ref sizes[scale.View.GroupOf(k)];
            size = Math.Max(size, Math.Abs(expected[k]));
            var error = Math.Abs(sight.Submitted[k] - expected[k]);
            errors = double.IsNaN(error) ? double.PositiveInfinity : Math.Max(errors, error);
        }

        var share = sizes[group] == 0 ? double.PositiveInfinity : errors / sizes[group];
        return Enumerable.Range(0, sizes.Length).Any(g => g != group && sizes[g] > 0
            && share * sizes[g] > Clearly * sight.Allowance.OfGroup(g, sizes[g], sizes[g]));
    }
}
