using GradCheck.Diagnosis.Predictions;
using GradCheck.Mistakes;
using GradCheck.Normalization;

namespace GradCheck.Diagnosis.Observations;

/// <summary>The two parameters' gradients stand in each other's place.</summary>
internal sealed class SwappedDgammaAndDbeta : Observation
{
    public override string Code => "swapped_dgamma_and_dbeta";

    public override Telling? Observe(Sight sight) => sight.Tensor is TensorId.Dgamma or TensorId.Dbeta && IsOther(sight, sight.Tensor) && IsOther(sight, Other(sight.Tensor)) ? sight.Tell() : null;

    private static TensorId Other(TensorId tensor) => tensor == TensorId.Dgamma ? TensorId.Dbeta : TensorId.Dgamma;

    // One alone may as well have been taken for both.
    private static bool IsOther(Sight sight, TensorId tensor)
    {
        if (!sight.Others.TryGetValue(tensor, out var submitted))
        {
            return false;
        }

        var (other, scale) = (sight.Bench.Truth(Other(tensor)), sight.Pass.ScaleOf(Other(tensor)));
        return submitted.ShapeFits
            && new[] { sight.Tolerance, Explanation.Close(submitted.Submitted) }.Any(close => PredictionFit.Excess(submitted.Submitted.Values, other, scale, close) <= 1);
    }
}
