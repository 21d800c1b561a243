using GradCheck.Diagnosis.Observations;

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
        var explained = sight.IsOfParameters
            && sight.Bench.Singles(sight.Question with { Submitted = everywhere }).Any(candidate => candidate.Mistakes[0].Code == Code);
        return new(Told(sight), null, explained);
    }
}
