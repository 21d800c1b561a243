using System.Collections.Immutable;

namespace GradCheck.Diagnosis.Reports;

/// <summary>What a finding rests on.</summary>
/// <param name="Summary">The evidence in a sentence, with its numbers.</param>
/// <param name="ErrorAgainstRight">The largest absolute error against the right value; null where there is none.</param>
/// <param name="ErrorAgainstPrediction">The largest absolute error against what the mistake gives; null for a finding without a prediction.</param>
/// <param name="Paths">For <c>dx</c>: its coefficients on the paths of up to five groups.</param>
public sealed record Evidence(string Summary, double? ErrorAgainstRight, double? ErrorAgainstPrediction, ImmutableArray<PathCoefficients> Paths);
