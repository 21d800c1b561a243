using System.Collections.Immutable;

namespace GradCheck.Comparison;

/// <summary>An entry that fails the tolerance.</summary>
/// <param name="Index">Where it is: one index an axis of the right shape, from 0.</param>
/// <param name="Submitted">What was submitted.</param>
/// <param name="Expected">The right value.</param>
/// <param name="AbsoluteError"><c>|a - b|</c>; NaN where the submission is NaN.</param>
/// <param name="RelativeError"><c>|a - b| / max(1e-8, |a| + |b|)</c>, from 0 to 1; NaN where the submission is NaN.</param>
public sealed record WorstEntry(ImmutableArray<int> Index, double Submitted, double Expected, double AbsoluteError, double RelativeError);
