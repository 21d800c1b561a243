using GradCheck.Diagnosis.Observations;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Shapes;

/// <summary>A mistake that is seen in the shape.</summary>
internal abstract class ShapeMistake
{
    /// <summary>The code of the mistake.</summary>
    public abstract string Code { get; }

    /// <summary>What a tensor of the wrong shape tells; null where it has not this mistake.</summary>
    /// <param name="sight">The tensor, in the shape in which it was submitted.</param>
    public abstract ShapeReading? Read(Sight sight);
}
