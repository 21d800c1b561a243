using GradCheck.Diagnosis.Observations;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Shapes;

/// <summary>One number where there should be several.</summary>
internal sealed class Scalar : ShapeMistake
{
    public override string Code => "summed_over_everything";

    public override ShapeReading? Read(Sight sight)
    {
        if (sight.Submitted.Shape.Count != 1)
        {
            return null;
        }

        // As if it had been broadcast, so that a sum over everything is known by its value.
        var everywhere = Tensors.Tensor.Full(sight.Expected.Shape, sight.Submitted[0]);
        var layer = sight.Reference.Input.Layer;
        var explained = sight.IsOfParameters
            && sight.Bench.Singles(sight.Question with { Submitted = everywhere }).Any(candidate => candidate.Mistakes[0].Code == Code);
        return new(
            new(
                "A single number",
                $"There is one number where the shape {sight.Expected.Shape} is right: sums and means reduce everything when they are given no axis.",
                Equations.Of(sight.Tensor),
                $"Give the axis: {(sight.IsOfParameters ? layer.ParameterSumAxis() : layer.GroupAxis())}.",
                "What does a sum return when it is given no axis?"),
            null,
            explained);
    }
}
