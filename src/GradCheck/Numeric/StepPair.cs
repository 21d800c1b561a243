namespace GradCheck.Numeric;

/// <summary>Two points on either side of an entry, as the double grid has them.</summary>
/// <param name="Down">The lower point.</param>
/// <param name="Up">The upper point.</param>
internal readonly record struct StepPair(double Down, double Up)
{
    /// <summary>The realised distance between the points; 0 where the step vanished beside the entry.</summary>
    public double Width => Up - Down;

    /// <summary>
    /// Points at the same distance on either side. The upper one is rounded to the grid, the lower one mirrors it, so
    /// that a coarse grid at a large offset leaves no term of first order behind.
    /// </summary>
    /// <param name="origin">The entry.</param>
    /// <param name="step">The step asked for.</param>
    public static StepPair Around(double origin, double step)
    {
        var up = origin + step;
        return new(origin - (up - origin), up);
    }
}
