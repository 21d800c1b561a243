using GradCheck.Layers;

namespace GradCheck.Api.Requests;

/// <summary>A derivation that is to be told.</summary>
/// <param name="Layer">The layer, with the divisor of its variance.</param>
/// <param name="Mode">The mode.</param>
internal sealed record DerivationPlan(Layer Layer, Mode Mode);
