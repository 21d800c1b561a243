using System.Collections.Immutable;

namespace GradCheck.Grading;

/// <summary>What is left of the points where a mistake is one of several that are known.</summary>
/// <param name="Share">The share that is left, from 0 to 1.</param>
/// <param name="Causes">The codes of the mistakes: see <see cref="Diagnosis.MistakeCatalog.Codes"/>.</param>
public sealed record PartialCredit(decimal Share, ImmutableArray<string> Causes);
