using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;
using GradCheck.Normalization;

namespace GradCheck.Diagnosis.Observations;

/// <summary>Some entries are NaN or infinite.</summary>
internal sealed class NotFinite : Observation
{
    public override string Code => "not_finite";

    public override double Confidence => Reports.Confidence.Partial;

    public override Telling? Observe(Sight sight)
    {
        var (count, first, groups) = (0, -1, new SortedSet<int>());
        for (var k = 0; k < sight.Submitted.Shape.Count; k++)
        {
            if (!double.IsFinite(sight.Submitted[k]))
            {
                first = count++ == 0 ? k : first;
                groups.Add(sight.Scale.View.GroupOf(k));
            }
        }

        return count == 0 ? null : sight.Tell(
            FormattableString.Invariant($"{count} of {sight.Submitted.Shape.Count}"),
            sight.Submitted.Shape.PlaceOf(first),
            Names(sight, groups),
            Cause(sight, groups),
            IsOfVariance(sight, groups)
                ? "Divide by sqrt(var + eps), with eps under the root and added."
                : "Fill every entry of the array, and look for a division by zero, a root or a logarithm of your own.");
    }

    private static string Names(Sight sight, SortedSet<int> groups) =>
        string.Join("; ", groups.Take(5).Select(sight.NameOf)) + (groups.Count > 5 ? FormattableString.Invariant($" and {groups.Count - 5} more") : string.Empty);

    // Of a sum over parameters it is not known which groups it comes from.
    private static bool IsOfVariance(Sight sight, SortedSet<int> groups)
    {
        var facts = sight.Bench.Facts;
        return (sight.Tensor is TensorId.Dgamma or TensorId.Dbeta && facts.Groups != facts.Parameters) || groups.All(g => facts.Var[g] <= Rounding(facts, g) || facts.Var[g] < facts.Eps);
    }

    private static string Cause(Sight sight, SortedSet<int> groups)
    {
        var facts = sight.Bench.Facts;
        if (sight.Tensor is TensorId.Dgamma or TensorId.Dbeta && facts.Groups != facts.Parameters)
        {
            return "The likely cause is a division by a standard deviation of zero.";
        }

        return groups.All(g => facts.Var[g] <= Rounding(facts, g)) ? "The variance is zero there: without eps that is a division by zero."
            : groups.All(g => facts.Var[g] < facts.Eps) ? "The variance is below eps there: subtracting eps takes the root of a negative number."
            : "The variance is well above zero there, so no division by it is to blame: look for an array that was never filled, or a division by zero of your own.";
    }

    // A constant column that float64 cannot average exactly has a variance of rounding size.
    private static double Rounding(Ingredients facts, int group)
    {
        var unit = Math.ScaleB(facts.Mean[group], -52);
        return unit * unit;
    }
}
