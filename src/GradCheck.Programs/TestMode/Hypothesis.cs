namespace GradCheck.Programs.TestMode;

/// <summary>A mistake in the running averages or the test mode, with what it would give.</summary>
/// <param name="Code">The code.</param>
/// <param name="Title">The mistake in a few words.</param>
/// <param name="Explanation">Why it matters.</param>
/// <param name="Values">What it would give.</param>
internal sealed record Hypothesis(string Code, string Title, string Explanation, double[] Values);
