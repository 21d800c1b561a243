using GradCheck.Diagnosis.Observations;
using GradCheck.Mistakes;
namespace GradCheck.Diagnosis.Shapes;

/// <summary>All values in one list.</summary>
internal sealed class Flattened : ShapeMistake
{
    public override string Code => "flattened";

    public override ShapeReading? Read(Sight sight)
    {
        var (submitted, expected) = (sight.Submitted, sight.Expected.Shape);
        return submitted.Shape.Count != expected.Count ? null : new(
            new(
                submitted.Shape.Rank == 1 ? "A flat list" : "Reshaped",
                $"The values fill the shape {submitted.Shape}; {expected} is right.",
                Equations.Of(sight.Tensor),
                $"Reshape it: .reshape{expected}.",
                "Which shape does the tensor have that yours is the gradient of?"),
            new(expected, submitted.Values.ToArray()));
    }
}
