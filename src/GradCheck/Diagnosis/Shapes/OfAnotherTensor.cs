using GradCheck.Diagnosis.Observations;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Mistakes;
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
            var right = sight.Reference[other]!;
            if (right.Shape.Equals(sight.Submitted.Shape) && right.Values.ContainsAnyExcept(0.0)
                && PredictionFit.Excess(sight.Submitted.Values, sight.Bench.Truth(other), sight.Reference.ScaleOf(other), sight.Tolerance) <= 1)
            {
                var (mine, its) = (TensorNames.Of(sight.Tensor), TensorNames.Of(other));
                return new(
                    new(
                        $"{mine} holds the numbers of {its}",
                        $"Shape and numbers submitted for {mine} are those of {its}: one was returned, or taken, in the place of the other.",
                        Equations.Of(sight.Tensor),
                        "Return dx, dgamma, dbeta in this order, each once, and unpack them so.",
                        "In which order do you return the gradients, and in which are they taken?"),
                    null,
                    Explained: true);
            }
        }

        return null;
    }
}
