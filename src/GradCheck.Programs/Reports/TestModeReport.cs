using GradCheck.Comparison;

namespace GradCheck.Programs.Reports;

/// <summary>The running averages and the test mode, which the verdict is not about.</summary>
/// <param name="Verdict">Whether they are right; null where the program has none.</param>
/// <param name="Findings">What is wrong with them.</param>
public sealed record TestModeReport(Verdict? Verdict, IReadOnlyList<LineFinding> Findings);
