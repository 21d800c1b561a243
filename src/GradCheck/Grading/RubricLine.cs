namespace GradCheck.Grading;

/// <summary>What one part of an answer is worth.</summary>
/// <param name="Part">The part: the name of a tensor, such as <c>dx</c>.</param>
/// <param name="Points">Its points, 0 or more; the cases share them.</param>
public sealed record RubricLine(string Part, decimal Points);
