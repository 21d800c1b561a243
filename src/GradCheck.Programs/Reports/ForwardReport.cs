using GradCheck.Comparison;

namespace GradCheck.Programs.Reports;

/// <summary>The forward pass against the layer.</summary>
/// <param name="Function">The function that was run.</param>
/// <param name="Verdict">Whether its values are the layer's; null for a custom function, which has no layer.</param>
/// <param name="Error">The largest relative error.</param>
/// <param name="Shape">The shape of what it returned.</param>
/// <param name="Note">What is to be said of it.</param>
/// <param name="Case">The case with the worst error.</param>
/// <param name="Findings">What is wrong with it.</param>
public sealed record ForwardReport(
    string? Function, Verdict? Verdict, double? Error, IReadOnlyList<int>? Shape, string? Note, string? Case, IReadOnlyList<LineFinding> Findings)
{
    /// <summary>That of a program which was not run.</summary>
    /// <param name="findings">Why it was not.</param>
    internal static ForwardReport NotRun(params IReadOnlyList<LineFinding> findings) => new(null, null, null, null, null, null, findings);
}
