using GradCheck.Comparison;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Observations;

/// <summary>Right at the precision of float16 or bfloat16, where float64 was asked for.</summary>
internal sealed class ComputedInHalf : Observation
{
    public override string Code => Comparer.HalfPrecision;

    public override Telling? Observe(Sight sight) => !sight.Tolerance.Format.IsShort || sight.WrongGroups().Length > 0 ? null : sight.Tell(sight.Tolerance.Format.Name);
}
