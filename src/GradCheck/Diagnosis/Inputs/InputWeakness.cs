using GradCheck.Diagnosis.Hypotheses;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;
namespace GradCheck.Diagnosis.Inputs;

/// <summary>A property of an input by which wrong code can pass.</summary>
/// <param name="Code">The stable code of the warning.</param>
/// <param name="Message">What it is about the input.</param>
/// <param name="Advice">What to use instead.</param>
/// <param name="IsIn">Whether an input has it.</param>
/// <param name="Hides">What the mistakes have to do with that it accounts for; null for all but those of the running statistics.</param>
internal sealed record InputWeakness(string Code, string Message, string Advice, Func<Ingredients, bool> IsIn, Family? Hides = null)
{
    /// <summary>
    /// Whether to say so even where every known mistake would be seen: what is left of the gradient is so small beside its
    /// paths that a check less strict than this one proves nothing.
    /// </summary>
    public bool WarnsAlways { get; init; }

    /// <summary>Whether it accounts for a mistake.</summary>
    /// <param name="mistake">The mistake.</param>
    public bool Accounts(Hypothesis mistake) => Hides is { } family ? mistake.IsOf(family) : !mistake.IsOf(Family.Running);

    /// <summary>Whether it is about what flows backward, which a batch without a <c>dout</c> has not; by default it is not.</summary>
    public bool IsOfGradients { get; init; }
}
