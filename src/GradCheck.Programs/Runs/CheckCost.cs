using System.Diagnostics;
using GradCheck.Python.Budgets;

namespace GradCheck.Programs.Runs;

/// <summary>What a check may cost, from its beginning on.</summary>
/// <param name="Limits">The limits of all of it.</param>
/// <param name="Clock">Since when it runs.</param>
/// <param name="Cancellation">Ends it.</param>
internal sealed record CheckCost(BudgetLimits Limits, Stopwatch Clock, CancellationToken Cancellation)
{
    /// <summary>The time that is gone, as a share of what there is.</summary>
    public double Elapsed => Clock.Elapsed / Limits.Time;

    /// <summary>A budget of its own for some runs.</summary>
    /// <param name="limits">What they may cost; null for the limits of the check.</param>
    public Budget Budget(BudgetLimits? limits = null) => new(limits ?? Limits, Clock, Cancellation);
}
