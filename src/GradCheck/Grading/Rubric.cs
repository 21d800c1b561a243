using System.Collections.Immutable;
using GradCheck.Cases;

namespace GradCheck.Grading;

/// <summary>What the parts of an answer are worth, and what a mistake costs.</summary>
public sealed record Rubric
{
    /// <summary>Makes a rubric of its lines.</summary>
    /// <param name="lines">The lines, each of a part of its own.</param>
    /// <exception cref="ArgumentException">A part has two lines, points are negative, or there are none to earn.</exception>
    public Rubric(params ImmutableArray<RubricLine> lines)
    {
        if (lines.DistinctBy(line => line.Part).Count() != lines.Length || lines.Any(line => line.Points < 0) || lines.All(line => line.Points == 0))
        {
            throw new ArgumentException("a rubric gives points, 0 or more, once to each of its parts", nameof(lines));
        }

        Lines = lines;
    }

    /// <summary>The lines.</summary>
    public ImmutableArray<RubricLine> Lines { get; }

    /// <summary>The weights of cases by their number, from 0; a case that is not here has that of its profile.</summary>
    public ImmutableDictionary<int, decimal> CaseWeights { get; init; } = ImmutableDictionary<int, decimal>.Empty;

    /// <summary>The weights of the cases of a profile; 1 for a profile that is not here.</summary>
    public ImmutableDictionary<CaseProfile, decimal> ProfileWeights { get; init; } = ImmutableDictionary<CaseProfile, decimal>.Empty;

    /// <summary>What some mistakes leave of the points; every other mistake leaves nothing.</summary>
    public ImmutableArray<PartialCredit> Partial { get; init; } = [];

    /// <summary>Whether a mistake that reaches several parts of a case costs the points of the first alone.</summary>
    public bool PenaltyOnce { get; init; }

    /// <summary>The weight of a case.</summary>
    /// <param name="number">Its number, from 0.</param>
    /// <param name="profile">Its profile.</param>
    public decimal WeightOf(int number, CaseProfile profile) =>
        CaseWeights.TryGetValue(number, out var own) ? own : ProfileWeights.GetValueOrDefault(profile, 1);

    /// <summary>What mistakes that hold together leave of the points: the least that one of them leaves.</summary>
    /// <param name="causes">Their codes.</param>
    /// <returns>A share from 0 to 1.</returns>
    public decimal ShareLeftBy(IEnumerable<string> causes)
    {
        ArgumentNullException.ThrowIfNull(causes);
        return causes.Select(cause => Partial.Where(credit => credit.Causes.Contains(cause)).Select(credit => credit.Share).DefaultIfEmpty(0).Max()).DefaultIfEmpty(0).Min();
    }
}
