using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Search;
using GradCheck.Mistakes;
using GradCheck.Normalization;

namespace GradCheck.Diagnosis.Observations;

/// <summary>The numbers of another gradient: returned, or taken, in its place.</summary>
internal sealed class AnotherTensor : Observation
{
    private static readonly TensorId[] Gradients = [TensorId.Dx, TensorId.Dgamma, TensorId.Dbeta];

    public override string Code => "another_tensor";

    public override Telling? Observe(Sight sight)
    {
        foreach (var other in Gradients.Contains(sight.Tensor) ? Gradients.Where(other => other != sight.Tensor) : [])
        {
            if (Holds(sight, other))
            {
                return sight.Tell(TensorNames.Of(other));
            }
        }

        return null;
    }

    private static bool Holds(Sight sight, TensorId other)
    {
        var (right, scale) = (sight.Bench.Truth(other), sight.Pass.ScaleOf(other));
        return right.Shape.Count == sight.Submitted.Shape.Count
            && PredictionFit.Excess(sight.Submitted.Values, right, scale, sight.Tolerance) <= 1
            && Witness.Of(sight.Submitted, right, sight.Expected, scale, sight.Tolerance).Tells(1, isFitted: false);
    }
}
