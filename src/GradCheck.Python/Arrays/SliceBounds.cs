namespace GradCheck.Python.Arrays;

/// <summary>The bounds of a slice as they are written; negative ones count from the end, null stands for the end that the step comes from or goes to.</summary>
/// <param name="Start">Where it starts.</param>
/// <param name="Stop">Before what it ends.</param>
/// <param name="Step">How far it steps; not 0.</param>
internal readonly record struct SliceBounds(long? Start, long? Stop, long Step)
{
    /// <summary>What it means for an axis of some length: where it starts and how many it takes.</summary>
    public (long Start, int Count) On(int length)
    {
        long lowest = Step < 0 ? -1 : 0, highest = Step < 0 ? length - 1 : length;
        var start = Clamp(Start, Step < 0 ? highest : lowest);
        var stop = Clamp(Stop, Step < 0 ? lowest : highest);
        var count = Step > 0
            ? stop > start ? ((stop - start - 1) / Step) + 1 : 0
            : start > stop ? ((start - stop - 1) / -Step) + 1 : 0;
        return (start, (int)count);

        long Clamp(long? bound, long standard) => bound is not { } given ? standard : Math.Clamp(given < 0 ? given + length : given, lowest, highest);
    }
}
