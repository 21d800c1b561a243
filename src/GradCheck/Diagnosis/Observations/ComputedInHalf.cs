using GradCheck.Comparison;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Observations;

/// <summary>Right at the precision of float16 or bfloat16, where float64 was asked for.</summary>
internal sealed class ComputedInHalf : Observation
{
    public override string Code => Comparer.HalfPrecision;

    public override Words? Observe(Sight sight) => !sight.Tolerance.Format.IsShort || sight.WrongGroups().Length > 0 ? null : new(
        $"Computed in {sight.Tolerance.Format.Name}",
        $"Every value is a {sight.Tolerance.Format.Name}, and right to that precision. Float64 is asked for.",
        Equations.Of(sight.Tensor),
        "Convert the inputs to float64 before anything is computed.",
        "What is the dtype of your arrays?");
}
