using GradCheck.Diagnosis.Observations;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Normalization;

namespace GradCheck.Diagnosis.Shapes;

/// <summary>Another gradient, shape and numbers, in the place of this one.</summary>
internal sealed class OfAnotherTensor : ShapeMistake
{
    private static readonly TensorId[] Gradients = [TensorId.Dx, TensorId.Dgamma, TensorId.Dbeta];

    public override string Code => "another_tensor";

    public override ShapeReading? Read(Sight sight)
    {
        if (!Gradients.Contains(sight.Tensor))
        {
            return null;
        }

        foreach (var other in Gradients.Where(other => other != sight.Tensor))
        {
            var right = sight.Pass[other]!;
            if (right.Shape.Equals(sight.Submitted.Shape) && right.Values.ContainsAnyExcept(0.0)
                && PredictionFit.Excess(sight.Submitted.Values, sight.Bench.Truth(other), sight.Pass.ScaleOf(other), sight.Tolerance) <= 1)
            {
                return new(sight.Tell(TensorNames.Of(other)), null, Explained: true);
            }
        }

        return null;
    }
}
