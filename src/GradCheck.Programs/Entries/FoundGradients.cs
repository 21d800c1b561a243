using GradCheck.Programs.Numbers;
using GradCheck.Programs.Returns;

namespace GradCheck.Programs.Entries;

/// <summary>The gradients in what a function returned, one for each input that is asked about.</summary>
/// <param name="Values">The numbers; null where there are none.</param>
/// <param name="Places">The place of the returned part that each is in, as in <see cref="Part.Place"/>; null where there is none.</param>
/// <param name="Fault">Why it cannot be told which is which; null where it can.</param>
internal sealed record FoundGradients(IReadOnlyList<Snapshot?> Values, IReadOnlyList<int?> Places, string? Fault = null)
{
    /// <summary>The values that were left in an object and not returned, by the place that stands for each.</summary>
    public IReadOnlyDictionary<int, (string Name, Value Value)> Left { get; init; } = new Dictionary<int, (string, Value)>();
}
