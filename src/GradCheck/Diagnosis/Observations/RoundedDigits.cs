using GradCheck.Comparison;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Observations;

/// <summary>Right to the digits that were given, where more are asked for.</summary>
internal sealed class RoundedDigits : Observation
{
    public override string Code => Comparer.Rounded;

    public override Telling? Observe(Sight sight) => sight.Tolerance.Printed is not { } printed || sight.WrongGroups().Length > 0 ? null : sight.Tell(printed.Words);
}
