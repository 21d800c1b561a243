namespace GradCheck.Mistakes;

/// <summary>What is said of a mistake.</summary>
/// <remarks>
/// <see cref="Title"/> and <see cref="Explanation"/> name the mistake without a formula, so that they may be shown where
/// formulas may not; <see cref="Hint"/> does not even name it.
/// </remarks>
/// <param name="Title">The mistake, in a few words.</param>
/// <param name="Explanation">Why the numbers come out wrong, in the words of the derivation.</param>
/// <param name="Equation">The line of the derivation that it breaks, in LaTeX.</param>
/// <param name="Fix">What to write instead.</param>
/// <param name="Hint">A question that leads there.</param>
internal sealed record Words(string Title, string Explanation, string Equation, string Fix, string Hint);
