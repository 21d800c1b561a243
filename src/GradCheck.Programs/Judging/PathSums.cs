using GradCheck.Programs.Numbers;

namespace GradCheck.Programs.Judging;

/// <summary>Sums of some of the paths that lead back to a value: what a gradient is before all of its contributions are added.</summary>
/// <param name="truth">The gradients.</param>
internal sealed class PathSums(GradientTruth truth)
{
    /// <summary>Partial sums of more paths than this are not tried.</summary>
    private const int MostParts = 6;

    /// <summary>The operations whose contributions add up to a value, and those that are missing from it; null where no sum is the value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="pair">The forward value whose gradient it is a part of.</param>
    public (IReadOnlyList<int> Taken, IReadOnlyList<int> Missing)? Of(Snapshot value, Snapshot pair)
    {
        var parts = truth.PartsOf(pair);
        for (var chosen = 1; parts.Count is > 1 and <= MostParts && chosen < 1 << parts.Count; chosen++)
        {
            var some = parts.Index().ToLookup(part => (chosen & (1 << part.Index)) != 0, part => part.Item);
            if (Near.Holds(value, Sum([.. some[true].Select(part => part.Part)])))
            {
                return ([.. some[true].Select(part => part.Operation)], [.. some[false].Select(part => part.Operation)]);
            }
        }

        return null;
    }

    private static Snapshot Sum(IReadOnlyList<Snapshot> parts)
    {
        var sum = new double[parts[0].Values.Length];
        foreach (var part in parts)
        {
            for (var entry = 0; entry < sum.Length; entry++)
            {
                sum[entry] += part.Values[entry];
            }
        }

        return parts[0] with { Values = sum };
    }
}
