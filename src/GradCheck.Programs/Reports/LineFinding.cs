namespace GradCheck.Programs.Reports;

/// <summary>What is wrong with a line.</summary>
/// <param name="Code">The stable code: one of the catalogue of mistakes, or of what can end a run.</param>
/// <param name="Title">The mistake in a few words.</param>
/// <param name="Explanation">Why the numbers come out wrong.</param>
/// <param name="Fix">The line as it would be right, if a small edit was found that makes it so; else null.</param>
/// <param name="Tried">What was seen when the edit was tried; null where there is none.</param>
/// <param name="Confirmed">On what the line as it would be right was tried as well, put into the text of the program; null where there is none.</param>
public sealed record LineFinding(string Code, string Title, string Explanation, string? Fix = null, string? Tried = null, Confirmed? Confirmed = null);
