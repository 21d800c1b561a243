using GradCheck.Comparison;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Observations;

/// <summary>Right at float32 precision, where float64 was asked for.</summary>
internal sealed class ComputedInFloat32 : Observation
{
    public override string Code => Comparer.Float32Precision;

    public override Words? Observe(Sight sight) => sight.Tolerance.Format != FloatFormat.Binary32 || sight.WrongGroups().Length > 0 ? null : new(
        "Computed in float32",
        "Every value is a float32, and right to that precision. Float64 is asked for.",
        Equations.Of(sight.Tensor),
        "Convert the inputs with astype(np.float64), and create arrays without dtype=np.float32.",
        "What is the dtype of your arrays?");
}
