using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Derivations;

/// <summary>A step of the derivation with the numbers of a batch.</summary>
/// <param name="Step">The step.</param>
/// <param name="Value">The quantity: of the shape of <c>x</c>, one a group, or of the shape of <c>gamma</c>.</param>
/// <param name="Paths">The terms that the value is the sum of, for <c>dx</c> by stages; otherwise null.</param>
public sealed record DerivedStep(DerivationStep Step, Tensor Value, GradientPaths? Paths);
