using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Normalization;

namespace GradCheck.Diagnosis.Reports;

/// <summary>A submission, judged and diagnosed.</summary>
/// <param name="Verdict">The worst verdict of its tensors.</param>
/// <param name="Tensors">The tensors, in the order of the staged computation.</param>
/// <param name="FirstDeparture">
/// The earliest wrong tensor from which other wrong ones follow, or the only wrong one; null where none is wrong, and where
/// several are that do not follow from each other.
/// </param>
/// <param name="Warnings">What a right verdict on this input does not prove.</param>
/// <param name="Decision">The rule that was applied.</param>
public sealed record CheckReport(
    Verdict Verdict,
    ImmutableArray<TensorReport> Tensors,
    TensorId? FirstDeparture,
    ImmutableArray<Warning> Warnings,
    Decision Decision);
