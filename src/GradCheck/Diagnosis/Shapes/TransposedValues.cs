using GradCheck.Diagnosis.Observations;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Search;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Shapes;

/// <summary>Transposed, where the shape does not tell: axes have the same size, or the values were poured into the right shape again.</summary>
internal sealed class TransposedValues : Observation
{
    public override string Code => "transposed";

    public override Telling? Observe(Sight sight)
    {
        var shape = sight.Submitted.Shape;
        foreach (var order in Transposed.Orders(shape.Rank).Where(order => order.All(axis => shape[order[axis]] == shape[axis])))
        {
            if (Transposed.IsRight(sight, Transposed.Turn(sight.Submitted, order)))
            {
                return Transposed.Say(sight, order);
            }
        }

        return shape.Equals(sight.Pass.Input.X.Shape) && Transposed.Orders(shape.Rank).Any(order => IsPoured(sight, order)) ? sight.Tell() : null;
    }

    private static bool IsPoured(Sight sight, int[] order)
    {
        var turned = Transposed.Turn(sight.Expected, order);
        var scale = sight.Scale;
        var largest = scale.Largest;
        return PredictionFit.Excess(sight.Submitted.Values, new(turned.Shape, k => turned[k], _ => largest), scale, sight.Tolerance) <= 1
            && Witness.Of(sight.Submitted, new(turned.Shape, k => turned[k], _ => largest), sight.Expected, scale, sight.Tolerance).Tells(1, isFitted: false);
    }
}
