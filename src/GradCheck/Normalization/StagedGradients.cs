using GradCheck.Tensors;

namespace GradCheck.Normalization;

/// <summary>Every local gradient of the staged computation.</summary>
/// <param name="Dxhat"><c>dout * gamma</c>, of the shape of <c>x</c>.</param>
/// <param name="Dvar"><c>sum(dxhat * (x - mean)) * (-1/2) * istd^3</c>, one a group; null where the statistics are constants.</param>
/// <param name="Dmean"><c>-istd * sum(dxhat)</c>, one a group; null where there is no mean path.</param>
/// <param name="Paths">The three terms of <c>dx</c>.</param>
/// <param name="Total">Their sum, with <c>dgamma</c> and <c>dbeta</c>.</param>
public sealed record StagedGradients(Tensor Dxhat, Tensor? Dvar, Tensor? Dmean, GradientPaths Paths, Gradients Total);
