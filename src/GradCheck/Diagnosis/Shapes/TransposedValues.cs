using GradCheck.Diagnosis.Observations;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Search;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Shapes;

/// <summary>Transposed, where the shape does not tell: axes have the same size, or the values were poured into the right shape again.</summary>
internal sealed class TransposedValues : Observation
{
    public override string Code => "transposed";

    public override Words? Observe(Sight sight)
    {
        var shape = sight.Submitted.Shape;
        foreach (var order in Transposed.Orders(shape.Rank).Where(order => order.All(axis => shape[order[axis]] == shape[axis])))
        {
            if (Transposed.IsRight(sight, Transposed.Turn(sight.Submitted, order)))
            {
                return Transposed.Say(sight, order);
            }
        }

        return shape.Equals(sight.Reference.Input.X.Shape) && Transposed.Orders(shape.Rank).Any(order => IsPoured(sight, order)) ? new(
            "Transposed, then reshaped",
            "The values are right and stand in another order: the axes were exchanged, and the result was reshaped to the shape of x instead of being transposed back.",
            Equations.Of(sight.Tensor),
            "Undo a transpose by a transpose: reshape keeps the order of the values, whatever the shape.",
            "Which operation turns an array of shape (D, N) back into (N, D), and what does reshape do instead?") : null;
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
