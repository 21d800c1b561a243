using GradCheck.Comparison;
using GradCheck.Diagnosis.Reports;

namespace GradCheck.Api.Contracts;

/// <summary>An entry that fails.</summary>
public sealed record WorstDocument
{
    /// <summary>Where it is: one index an axis, from 0.</summary>
    public required IReadOnlyList<int> Index { get; init; }

    /// <summary>What was submitted.</summary>
    public required double Submitted { get; init; }

    /// <summary>The right value; left out where `reveal` holds it back.</summary>
    public double? Expected { get; init; }

    /// <summary>`|a - b|`; left out where it is not a number or `reveal` holds it back.</summary>
    public double? AbsoluteError { get; init; }

    /// <summary>`|a - b| / max(1e-8, |a| + |b|)`, from 0 to 1; left out where it is not a number or `reveal` holds it back.</summary>
    public double? RelativeError { get; init; }

    /// <summary>Tells as much of an entry as a level allows.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="reveal">The level.</param>
    public static WorstDocument From(WorstEntry entry, Reveal reveal)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var place = new WorstDocument { Index = entry.Index, Submitted = entry.Submitted };
        return reveal.Shows(ReportField.WorstExpected)
            ? place with { Expected = entry.Expected, AbsoluteError = Known(entry.AbsoluteError), RelativeError = Known(entry.RelativeError) }
            : place;
    }

    private static double? Known(double error) => double.IsNaN(error) ? null : error;
}
