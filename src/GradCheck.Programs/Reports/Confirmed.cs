namespace GradCheck.Programs.Reports;

/// <summary>On what a finding was confirmed that no search had seen.</summary>
/// <param name="Cases">The number of cases.</param>
/// <param name="Shapes">The sizes of each: <c>x (7, 5), gamma (5), beta (5)</c>.</param>
public sealed record Confirmed(int Cases, IReadOnlyList<string> Shapes);
