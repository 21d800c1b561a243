using System.Collections.Immutable;

namespace GradCheck.Diagnosis.Reports;

/// <summary>A mistake found in a tensor.</summary>
public sealed record Finding
{
    /// <summary>The stable code: <c>missing_mean_path</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The mistake, in a few words and no formula.</summary>
    public required string Title { get; init; }

    /// <summary>Why the numbers come out wrong, in the words of the derivation and without a formula.</summary>
    public required string Explanation { get; init; }

    /// <summary>The line of the derivation that it breaks, in LaTeX.</summary>
    public required string Equation { get; init; }

    /// <summary>What to write instead.</summary>
    public required string Fix { get; init; }

    /// <summary>A question that leads there and gives nothing away.</summary>
    public required string Hint { get; init; }

    /// <summary>What it rests on.</summary>
    public required Evidence Evidence { get; init; }

    /// <summary>How sure it is, from 0 to 1: see <see cref="Reports.Confidence"/>.</summary>
    public required double Confidence { get; init; }

    /// <summary>The smallest batch on which it shows; null where none was asked for, or found.</summary>
    public WorkedExample? Example { get; init; }

    /// <summary>The codes of the findings that explain the tensor only together with this one; empty for one that does so alone.</summary>
    public ImmutableArray<string> Together { get; init; } = [];
}
