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

    public override Words? Observe(Sight sight)
    {
        foreach (var other in Gradients.Contains(sight.Tensor) ? Gradients.Where(other => other != sight.Tensor) : [])
        {
            if (Holds(sight, other))
            {
                var (mine, its) = (TensorNames.Of(sight.Tensor), TensorNames.Of(other));
                return new(
                    $"{mine} holds the numbers of {its}",
                    $"The numbers submitted for {mine} are those of {its}: one of them was returned, or taken, in the place of the other.",
                    Equations.Of(sight.Tensor),
                    "Return dx, dgamma, dbeta in this order, each once, and unpack them so.",
                    "In which order do you return the gradients, and in which are they taken?");
            }
        }

        return null;
    }

    private static bool Holds(Sight sight, TensorId other)
    {
        var (right, scale) = (sight.Bench.Truth(other), sight.Reference.ScaleOf(other));
        return right.Shape.Count == sight.Submitted.Shape.Count
            && PredictionFit.Excess(sight.Submitted.Values, right, scale, sight.Tolerance) <= 1
            && Witness.Of(sight.Submitted, right, sight.Expected, scale, sight.Tolerance).Tells(1, isFitted: false);
    }
}
