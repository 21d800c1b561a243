using GradCheck.Programs.Recording;

namespace GradCheck.Programs.Blame;

/// <summary>Which values went into a value.</summary>
internal static class Upstream
{
    /// <summary>All values that went into some, and those themselves, in the order of the run.</summary>
    /// <param name="from">Where to start.</param>
    /// <param name="stop">Values that are known to be right: what went into them is not looked at.</param>
    public static IReadOnlyList<Event> Of(IEnumerable<Event> from, Func<Event, bool>? stop = null)
    {
        var seen = new HashSet<Event>();
        var open = new Stack<Event>(from);
        while (open.TryPop(out var made))
        {
            if (!seen.Add(made))
            {
                continue;
            }

            foreach (var read in made.Reads.Where(read => stop is null || !stop(read)))
            {
                open.Push(read);
            }
        }

        return [.. seen.OrderBy(made => made.Order)];
    }
}
