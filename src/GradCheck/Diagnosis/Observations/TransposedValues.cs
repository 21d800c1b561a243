
namespace GradCheck.Diagnosis.Observations;

/// <summary>Transposed, where axes have the same size and the shape does not tell.</summary>
internal sealed class TransposedValues : Observation
{
    public override string Code => "transposed";

    public override Words? Observe(Sight sight)
    {
        var shape = sight.Submitted.Shape;
        foreach (var order in Shapes.Transposed.Orders(shape.Rank).Where(order => order.All(axis => shape[order[axis]] == shape[axis])))
        {
            if (Shapes.Transposed.IsRight(sight, Shapes.Transposed.Turn(sight.Submitted, order)))
            {
                return Shapes.Transposed.Say(sight, order);
            }
        }

        return null;
    }
}
