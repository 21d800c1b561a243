using GradCheck.Comparison;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Shapes;

/// <summary>Reduced over the axis that should have been kept, and kept along the one that should have been reduced.</summary>
internal sealed class ReducedOverFeatures : ShapeMistake
{
    public override string Code => "reduced_over_features";

    public override ShapeReading? Read(Sight sight)
    {
        var input = sight.Reference.Input;
        var (x, count) = (input.X.Shape, sight.Expected.Shape.Count);
        if (sight.Expected.Shape.Rank != 1 || x.Rank != 2 || sight.Submitted.Shape.Count != x.Count / count || sight.Submitted.Shape.Count == 1)
        {
            return null;
        }

        return new(
            new(
                "Reduced over the wrong axis",
                $"There are {sight.Submitted.Shape.Count} values, one for each entry of the axis that should have been summed over; {sight.Expected.Shape} is right.",
                Equations.Of(sight.Tensor),
                "Sum over the other axis: keep the one along which the result runs.",
                "Along which axis does this tensor run, and over which does it sum?"),
            null,
            IsSumOverOtherAxis(sight));
    }

    private static bool IsSumOverOtherAxis(Sight sight)
    {
        var (input, facts) = (sight.Reference.Input, sight.Bench.Facts);
        if (sight.Tensor is not (TensorId.Dgamma or TensorId.Dbeta))
        {
            return false;
        }

        var other = input.Layer.ParameterAxis == 1 ? new GroupView(1, input.X.Shape[0], input.X.Shape[1]) : new(input.X.Shape[0], input.X.Shape[1], 1);
        var values = sight.Tensor == TensorId.Dbeta ? Sums.Of(other, input.Dout.Values) : Sums.OfProducts(other, input.Dout.Values, facts.Xhat);
        var largest = sight.Scale.Largest;
        for (var k = 0; k < values.Length; k++)
        {
            if (!(Math.Abs(values[k].High - sight.Submitted[k]) <= sight.Tolerance.AtolOf(largest, sight.Scale.Conditioning.Max())))
            {
                return false;
            }
        }

        return true;
    }
}
