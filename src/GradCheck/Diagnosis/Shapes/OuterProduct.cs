using GradCheck.Diagnosis.Observations;
using GradCheck.Mistakes;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Shapes;

/// <summary>A matrix product where a product of elements was meant: its diagonal is the answer.</summary>
internal sealed class OuterProduct : ShapeMistake
{
    public override string Code => "outer_product";

    public override ShapeReading? Read(Sight sight)
    {
        var (count, submitted) = (sight.Expected.Shape.Count, sight.Submitted);
        if (sight.IsOfElements || !submitted.Shape.Equals(new Shape(count, count)))
        {
            return null;
        }

        var layer = sight.Reference.Input.Layer;
        var diagonal = new double[count];
        for (var p = 0; p < count; p++)
        {
            diagonal[p] = submitted[p * (count + 1)];
        }

        return new(
            new(
                "A matrix product instead of a sum of products",
                $"The shape is {submitted.Shape}: a matrix product multiplies every {layer.Parameter()} with every other. Only the diagonal is asked for.",
                Equations.Of(sight.Tensor),
                $"Multiply element by element, then sum: np.sum(dout * xhat, {layer.ParameterSumAxis()}).",
                "What is the difference between a product of elements and a matrix product?"),
            new(sight.Expected.Shape, diagonal));
    }
}
