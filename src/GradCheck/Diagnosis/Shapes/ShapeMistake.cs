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

    /// <summary>What was seen: the shape, the right one, and more.</summary>
    /// <param name="sight">The tensor, in the shape in which it was submitted.</param>
    /// <param name="more">What else was seen, in words.</param>
    protected static Telling Told(Sight sight, params ReadOnlySpan<string> more) =>
        sight.Tell([$"{sight.Submitted.Shape}", $"{sight.Expected.Shape}", .. more]);
}
