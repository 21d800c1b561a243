using System.Collections.Immutable;
using GradCheck.Diagnosis.Reports;

namespace GradCheck.Grading;

/// <summary>Findings that explain a tensor together; mostly one.</summary>
/// <param name="Findings">The findings.</param>
internal sealed record Explanation(ImmutableArray<Finding> Findings)
{
    /// <summary>The codes of the mistakes.</summary>
    public IEnumerable<string> Causes => Findings.Select(finding => finding.Code);

    /// <summary>The likeliest explanations of a tensor: several where they explain it equally well.</summary>
    /// <param name="findings">The findings of a tensor, likeliest first.</param>
    public static ImmutableArray<Explanation> Of(ImmutableArray<Finding> findings)
    {
        var explanations = ImmutableArray.CreateBuilder<Explanation>();
        foreach (var finding in findings.TakeWhile(finding => finding.Confidence >= findings[0].Confidence))
        {
            if (!explanations.Any(known => known.Findings.Contains(finding)))
            {
                var others = findings.Where(other => finding.Together.Contains(other.Code) && other.Together.Contains(finding.Code));
                explanations.Add(new([finding, .. others.DistinctBy(other => other.Code)]));
            }
        }

        return explanations.ToImmutable();
    }
}
