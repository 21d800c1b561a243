using GradCheck.Tensors;

namespace GradCheck.Normalization;

/// <summary>The paths by which <c>x</c> reaches <c>xhat</c>, as the terms of <c>dx</c>. Each has the shape of <c>x</c> and its sign.</summary>
/// <param name="Direct">The direct path, <c>dxhat * istd</c>.</param>
/// <param name="Variance">The variance path, <c>dvar * 2 (x - mean) / m</c>, or over <c>m - ddof</c>; null where the statistics are constants.</param>
/// <param name="Mean">The mean path, <c>dmean / m</c>; null where the statistics are constants or no mean is subtracted.</param>
public sealed record GradientPaths(Tensor Direct, Tensor? Variance, Tensor? Mean);
