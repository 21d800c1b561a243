using GradCheck.Comparison;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Observations;

/// <summary>Right at float32 precision, where float64 was asked for.</summary>
internal sealed class ComputedInFloat32 : Observation
{
    public override string Code => Comparer.Float32Precision;

    public override Telling? Observe(Sight sight) => sight.Tolerance.Format != FloatFormat.Binary32 || sight.WrongGroups().Length > 0 ? null : sight.Tell();
}
