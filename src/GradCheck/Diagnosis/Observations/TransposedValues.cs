
namespace GradCheck.Diagnosis.Observations;

/// <summary>Transposed, where the batch is square and the shape does not tell.</summary>
internal sealed class TransposedValues : Observation
{
    public override string Code => "transposed";

    public override Words? Observe(Sight sight)
    {
        var shape = sight.Submitted.Shape;
        if (shape.Rank != 2 || shape[0] != shape[1])
        {
            return null;
        }

        var right = Shapes.Transposed.Turn(sight.Submitted);
        return Agreement.Excess(right.Values, sight.Bench.Truth(sight.Tensor), sight.Scale, sight.Tolerance) <= 1 ? Shapes.Transposed.Say(sight.Tensor) : null;
    }
}
