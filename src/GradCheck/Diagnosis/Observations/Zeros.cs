using GradCheck.Mistakes;
namespace GradCheck.Diagnosis.Observations;

/// <summary>Every entry is exactly 0.</summary>
internal sealed class Zeros : Observation
{
    public override string Code => "zeros";

    public override Telling? Observe(Sight sight) => sight.Submitted.Values.ContainsAnyExcept(0.0) ? null : sight.Tell();
}
