namespace GradCheck.Derivations;

/// <summary>One step of the derivation, in LaTeX and in words.</summary>
/// <remarks>An index <c>i</c> runs over the elements that are normalized together; indices by name over the axes of <c>x</c>.</remarks>
/// <param name="Quantity">What the step gives, by its JSON name: <c>xhat</c>, <c>dvar</c>.</param>
/// <param name="Part">Where in the derivation it is.</param>
/// <param name="Formula">What the step starts from: the definition, the local derivatives, or the identity that simplifies.</param>
/// <param name="ChainRule">How the local derivatives are put together; null in the forward pass.</param>
/// <param name="Sentence">The step in a sentence, in the words of the layer.</param>
/// <param name="Result">What the quantity is: the line to write as code.</param>
public sealed record DerivationStep(string Quantity, DerivationPart Part, string Formula, string? ChainRule, string Sentence, string Result);
