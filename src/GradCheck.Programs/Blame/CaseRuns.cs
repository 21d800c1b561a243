using System.Collections;
using GradCheck.Programs.Judging;

namespace GradCheck.Programs.Blame;

/// <summary>The runs of a program, one a case: by count and as a list those that a search sees, by index also those held back from it.</summary>
/// <param name="seen">The runs that the search sees.</param>
/// <param name="ordinary">Makes those on the cases held back, when first asked for.</param>
/// <param name="limits">Makes those on cases at the layer's limits, when first asked for.</param>
internal sealed class CaseRuns(IReadOnlyList<Examined> seen, Func<IReadOnlyList<Examined>> ordinary, Func<IReadOnlyList<Examined>> limits) : IReadOnlyList<Examined>
{
    private readonly Lazy<IReadOnlyList<Examined>> ordinary = new(ordinary);
    private readonly Lazy<IReadOnlyList<Examined>> limits = new(limits);

    public int Count => seen.Count;

    /// <summary>The indices of the cases held back.</summary>
    public IEnumerable<int> HeldBack => Enumerable.Range(Count, ordinary.Value.Count);

    /// <summary>The indices of the cases at the layer's limits.</summary>
    public IEnumerable<int> Limits => Enumerable.Range(Count + ordinary.Value.Count, limits.Value.Count);

    public Examined this[int index] => index < Count ? seen[index]
        : index - Count < ordinary.Value.Count ? ordinary.Value[index - Count]
        : limits.Value[index - Count - ordinary.Value.Count];

    public IEnumerator<Examined> GetEnumerator() => seen.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
