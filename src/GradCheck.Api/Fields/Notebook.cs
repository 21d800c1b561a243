namespace GradCheck.Api.Fields;

/// <summary>A notebook: its code cells.</summary>
/// <param name="Cells">The text of each code cell, in their order.</param>
public sealed record Notebook(IReadOnlyList<string> Cells);
