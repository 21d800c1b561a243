using GradCheck.Tensors;

namespace GradCheck.Normalization;

/// <summary>Every local gradient of the staged computation.</summary>
/// <param name="Dxhat"><c>dout * gamma</c>, of the shape of <c>x</c>.</param>
/// <param name="Dvar"><c>sum(dxhat * (x - mean)) * (-1/2) * istd^3</c>, one a group: by the variance that was used, in eval the running one.</param>
/// <param name="Dmean"><c>-istd * sum(dxhat)</c>, one a group, by the mean that was used; null where the layer subtracts none.</param>
/// <param name="Paths">The three terms of <c>dx</c>.</param>
/// <param name="Total">Their sum, with <c>dgamma</c> and <c>dbeta</c>.</param>
public sealed record StagedGradients(Tensor Dxhat, Tensor Dvar, Tensor? Dmean, GradientPaths Paths, Gradients Total);
