using GradCheck.Diagnosis.Observations;
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

        var diagonal = new double[count];
        for (var p = 0; p < count; p++)
        {
            diagonal[p] = submitted[p * (count + 1)];
        }

        return new(
            Told(sight),
            new(sight.Expected.Shape, diagonal));
    }
}
