using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Api.Contracts;

/// <summary>The terms of `dx`, each with its sign; their sum is `dx`.</summary>
public sealed record PathsDocument
{
    /// <summary>The direct path, `dxhat / sqrt(var + eps)`.</summary>
    public required Tensor Direct { get; init; }

    /// <summary>The variance path, `dvar * 2 (x - mean) / m`; left out in `eval`.</summary>
    public Tensor? Variance { get; init; }

    /// <summary>The mean path, `dmean / m`; left out in `eval`.</summary>
    public Tensor? Mean { get; init; }

    /// <summary>The paths of a staged backward pass.</summary>
    /// <param name="paths">The paths.</param>
    public static PathsDocument From(GradientPaths paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return new() { Direct = paths.Direct, Variance = paths.Variance, Mean = paths.Mean };
    }
}
