using GradCheck.Diagnosis.Observations;
using GradCheck.Mistakes;
using GradCheck.Normalization;

namespace GradCheck.Diagnosis.Shapes;

/// <summary>A shape that no known slip leaves.</summary>
internal sealed class WrongShape : ShapeMistake
{
    public override string Code => "wrong_shape";

    public override ShapeReading? Read(Sight sight) => new(
        new(
            "The shape is wrong",
            $"The shape is {sight.Submitted.Shape}; {sight.Expected.Shape} is right.",
            Equations.Of(sight.Tensor),
            $"A tensor and its gradient have the same shape: print the shape of {TensorNames.Of(sight.Tensor)} after each line.",
            "Which shape does the tensor have that yours is the gradient of?"),
        null);
}
