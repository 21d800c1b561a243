using GradCheck.Mistakes;
namespace GradCheck.Diagnosis.Observations;

/// <summary>Every entry is exactly 0.</summary>
internal sealed class Zeros : Observation
{
    public override string Code => "zeros";

    public override Words? Observe(Sight sight) => sight.Submitted.Values.ContainsAnyExcept(0.0) ? null : new(
        "Every entry is zero",
        "The tensor holds nothing but zeros: it was made and never filled in, or overwritten after it was.",
        Equations.Of(sight.Tensor),
        "Assign the result of the derivation to the name that is returned.",
        "Is the tensor that you return the one that you computed?");
}
