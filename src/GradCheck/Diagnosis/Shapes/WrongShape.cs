using GradCheck.Diagnosis.Observations;

namespace GradCheck.Diagnosis.Shapes;

/// <summary>A shape that no known slip leaves.</summary>
internal sealed class WrongShape : ShapeMistake
{
    public override string Code => "wrong_shape";

    public override ShapeReading? Read(Sight sight) => new(Told(sight), null);
}
