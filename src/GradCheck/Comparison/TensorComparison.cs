using System.Collections.Immutable;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Comparison;

/// <summary>A submitted tensor held against the right one.</summary>
public sealed record TensorComparison
{
    /// <summary>Which tensor it is.</summary>
    public required TensorId Tensor { get; init; }

    /// <summary>What was submitted, in the shape in which it was.</summary>
    public required Tensor Submitted { get; init; }

    /// <summary>The right value.</summary>
    public required Tensor Expected { get; init; }

    /// <summary>
    /// Whether it is right. Inconclusive where it agrees, but the tolerance of a group exceeds a tenth of the terms that
    /// its entries are made of, so that nearly everything would.
    /// </summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The tolerance it was judged by.</summary>
    public required Tolerance Tolerance { get; init; }

    /// <summary>How far they are apart; null where the shape does not fit.</summary>
    public Metrics? Metrics { get; init; }

    /// <summary>Up to five entries that fail, worst first: by how many times their error exceeds the tolerance.</summary>
    public ImmutableArray<WorstEntry> Worst { get; init; } = [];

    /// <summary>A remark on shape or precision; null where there is none.</summary>
    public Note? Note { get; init; }

    /// <summary>Whether it is right to a few digits only: printed, or kept in a short format.</summary>
    internal bool IsLenientMatch => Verdict == Verdict.Match && (Tolerance.Printed is not null || Tolerance.Format.IsShort);

    /// <summary>Whether it would be right with the rounding that its numbers may have, and a known mistake explains them without any.</summary>
    internal bool IsJudgedAgain { get; init; }

    /// <summary>Whether the shape fits the right one.</summary>
    public bool ShapeFits => Metrics is not null;
}
