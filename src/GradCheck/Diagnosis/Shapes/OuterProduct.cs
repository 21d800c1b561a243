using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Shapes;

/// <summary>A matrix product where a product of elements was meant: its diagonal is the answer.</summary>
internal sealed class OuterProduct : ShapeMistake
{
    public override string Code => "outer_product";

    public override ShapeReading? Read(Sight sight)
    {
        var (count, submitted) = (sight.Expected.Shape.Count, sight.Submitted);
        if (sight.Expected.Shape.Rank != 1 || !submitted.Shape.Equals(new Shape(count, count)))
        {
            return null;
        }

        var diagonal = new double[count];
        for (var p = 0; p < count; p++)
        {
            diagonal[p] = submitted[p * (count + 1)];
        }

        return new(
            new(
                "A matrix product instead of a sum of products",
                $"The shape is {submitted.Shape}: dot or @ multiplies every column with every other. Only the diagonal is asked for.",
                Equations.Of(sight.Tensor),
                "Multiply element by element, then sum: np.sum(dout * xhat, axis=0).",
                "What is the difference between * and @ for two arrays of the same shape?"),
            new(sight.Expected.Shape, diagonal));
    }
}
