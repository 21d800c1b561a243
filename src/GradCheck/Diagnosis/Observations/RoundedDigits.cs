using GradCheck.Comparison;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Observations;

/// <summary>Right to the digits that were given, where more are asked for.</summary>
internal sealed class RoundedDigits : Observation
{
    public override string Code => Comparer.Rounded;

    public override Words? Observe(Sight sight) => sight.Tolerance.Printed is not { } printed || sight.WrongGroups().Length > 0 ? null : new(
        "Rounded to a few digits",
        $"The numbers are rounded to {printed.Words}, and right to that precision. More is asked for.",
        Equations.Of(sight.Tensor),
        "Submit the numbers as they were computed, with .tolist(), not as they are printed.",
        "Where do your numbers lose their last digits?");
}
