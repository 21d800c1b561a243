namespace GradCheck.Diagnosis.Reports;

/// <summary>A number with its name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The number.</param>
public sealed record NamedNumber(string Name, double Value);
