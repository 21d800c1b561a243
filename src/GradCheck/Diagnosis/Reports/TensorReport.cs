using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Normalization;

namespace GradCheck.Diagnosis.Reports;

/// <summary>One submitted tensor, judged and diagnosed.</summary>
/// <param name="Comparison">The verdict, with metrics, worst places and note.</param>
/// <param name="Findings">What is wrong with it, most likely first; empty where it is not wrong.</param>
public sealed record TensorReport(TensorComparison Comparison, ImmutableArray<Finding> Findings)
{
    /// <summary>Which tensor it is.</summary>
    public TensorId Tensor => Comparison.Tensor;

    /// <summary>Whether it is right.</summary>
    public Verdict Verdict => Comparison.Verdict;
}
