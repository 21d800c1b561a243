using GradCheck.Diagnosis.Observations;
namespace GradCheck.Diagnosis.Shapes;

/// <summary>All values in one list.</summary>
internal sealed class Flattened : ShapeMistake
{
    public override string Code => "flattened";

    public override ShapeReading? Read(Sight sight)
    {
        var (submitted, expected) = (sight.Submitted, sight.Expected.Shape);
        return submitted.Shape.Count != expected.Count ? null : new(
            Told(sight),
            new(expected, submitted.Values.ToArray()));
    }
}
