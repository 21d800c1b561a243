namespace GradCheck.Python.Budgets;

/// <summary>The limits of a check.</summary>
/// <param name="Steps">How many statements and expressions may be evaluated.</param>
/// <param name="Elements">How many elements of arrays may be worked on.</param>
/// <param name="Bytes">How much memory may be taken over all runs together.</param>
/// <param name="Depth">How deep calls may nest.</param>
/// <param name="Printed">How many characters may be printed.</param>
/// <param name="Time">How long it may take.</param>
public sealed record BudgetLimits(long Steps, long Elements, long Bytes, int Depth, long Printed, TimeSpan Time)
{
    /// <summary>The defaults: far above any program of a course on cases of a course's size.</summary>
    public static BudgetLimits Default { get; } = new(20_000_000, 400_000_000, 1L << 29, 1000, 20_000, TimeSpan.FromSeconds(10));
}
