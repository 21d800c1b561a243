using GradCheck.Diagnosis.Reports;

namespace GradCheck.Api.Contracts;

/// <summary>A mistake found in a tensor. What `reveal` holds back is left out.</summary>
public sealed record FindingDocument
{
    /// <summary>The mistake's code; it does not change between versions.</summary>
    public string? Code { get; init; }

    /// <summary>The mistake in a few words.</summary>
    public string? Title { get; init; }

    /// <summary>Why the numbers come out wrong, in the words of the derivation.</summary>
    public string? Explanation { get; init; }

    /// <summary>A question that leads to it.</summary>
    public required string Hint { get; init; }

    /// <summary>The line of the derivation that it breaks, in LaTeX.</summary>
    public string? Equation { get; init; }

    /// <summary>What to write instead.</summary>
    public string? Fix { get; init; }

    /// <summary>What the finding rests on.</summary>
    public EvidenceDocument? Evidence { get; init; }

    /// <summary>The smallest batch on which it shows, worked out; left out where none was found, asked for or allowed.</summary>
    public ExampleDocument? Example { get; init; }

    /// <summary>How sure it is, from 0 to 1.</summary>
    public double? Confidence { get; init; }

    /// <summary>The codes of the findings that explain the tensor only together with this one; left out where it does so alone.</summary>
    public IReadOnlyList<string>? Together { get; init; }

    /// <summary>Tells as much of a finding as a level allows.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="reveal">The level.</param>
    public static FindingDocument From(Finding finding, Reveal reveal)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var document = new FindingDocument { Hint = finding.Hint };
        if (reveal.Shows(ReportField.FindingCause))
        {
            document = document with
            {
                Code = finding.Code,
                Title = finding.Title,
                Explanation = finding.Explanation,
                Confidence = finding.Confidence,
                Together = finding.Together.IsEmpty ? null : finding.Together,
                Example = finding.Example is { } example ? ExampleDocument.From(example) : null,
            };
        }

        return document with
        {
            Equation = reveal.Shows(ReportField.FindingEquation) ? finding.Equation : null,
            Fix = reveal.Shows(ReportField.FindingFix) ? finding.Fix : null,
            Evidence = reveal.Shows(ReportField.FindingEvidence) ? EvidenceDocument.From(finding.Evidence) : null,
        };
    }
}
