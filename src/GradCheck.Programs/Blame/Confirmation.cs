using GradCheck.Programs.Judging;

namespace GradCheck.Programs.Blame;

/// <summary>Tries on cases held back what a search found on those it sees.</summary>
internal static class Confirmation
{
    /// <summary>Where a finding holds.</summary>
    /// <param name="examined">The runs; those of no known cases held back confirm nothing and refuse nothing.</param>
    /// <param name="holds">Whether it holds on a case, by its index.</param>
    public static Held Of(IReadOnlyList<Examined> examined, Func<int, bool> holds) =>
        examined is not CaseRuns runs ? Held.Everywhere
        : !runs.HeldBack.All(holds) ? Held.Nowhere
        : runs.Limits.All(holds) ? Held.Everywhere : Held.OnOrdinaryCases;
}
