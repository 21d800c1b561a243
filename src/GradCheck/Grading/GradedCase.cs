using System.Collections.Immutable;
using GradCheck.Cases;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Grading;

/// <summary>A case, and what a student's code made of it.</summary>
public sealed record GradedCase
{
    /// <summary>The batch.</summary>
    public required LayerInput Input { get; init; }

    /// <summary>What the batch is like.</summary>
    public required CaseProfile Profile { get; init; }

    /// <summary>The tensors that were submitted, each of which the batch has: see <see cref="Normalization.Pass.WhyAbsent(Normalization.TensorId)"/>. Those without a line in the rubric serve the diagnosis.</summary>
    public ImmutableDictionary<TensorId, Tensor> Submitted { get; init; } = ImmutableDictionary<TensorId, Tensor>.Empty;

    /// <summary>What was submitted and is no tensor, with what is wrong with it.</summary>
    public ImmutableDictionary<TensorId, string> Unreadable { get; init; } = ImmutableDictionary<TensorId, string>.Empty;

    /// <summary>The error that ended the student's code; null where there was none.</summary>
    public string? Error { get; init; }
}
