using System.Collections.Immutable;
using GradCheck.Diagnosis.Hypotheses;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;

namespace GradCheck.Diagnosis.Search;

/// <summary>One mistake, or several together, whose prediction a submission agrees with.</summary>
/// <param name="Mistakes">The mistakes.</param>
/// <param name="Recipe">How code with them computes.</param>
/// <param name="Excess">The largest error against the prediction, in tolerances: 1 at most.</param>
/// <param name="Evidence">What the agreement is worth, of the search's constants alone: see <see cref="Witness"/>.</param>
/// <param name="Ways">In which of its ways each of them was made.</param>
internal sealed record Candidate(ImmutableArray<Hypothesis> Mistakes, ImmutableArray<int> Ways, Recipe Recipe, double Excess, Witness Evidence)
{
    /// <summary>Whether a constant of it was taken from the submission.</summary>
    public bool IsFitted => Mistakes.Any(mistake => !mistake.IsFixed);

    /// <summary>Whether the agreement cannot be chance, among all that is tried.</summary>
    public bool IsTelling => Evidence.Tells(Mistakes.Length, IsFitted);

    /// <summary>How well it agrees: the less, the better. A coarse agreement beside a close one is a coincidence.</summary>
    public (double Excess, bool IsFitted) Quality => (Excess <= PredictionFit.Rounding ? 0 : Excess <= 10 * PredictionFit.Rounding ? 1 : 2, IsFitted);
}
