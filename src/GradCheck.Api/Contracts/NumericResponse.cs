using System.Text.Json.Serialization;
using GradCheck.Comparison;

namespace GradCheck.Api.Contracts;

/// <summary>Numeric gradients, and the closed form held against them.</summary>
public sealed record NumericResponse
{
    /// <summary>The method: `central`, `complex_step` or `richardson`.</summary>
    public required string Method { get; init; }

    /// <summary>The step `h`; null where the method took it from each group's spread.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required double? Step { get; init; }

    /// <summary>The worst verdict of the three tensors: `match`, `inconclusive` or `mismatch`.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>With respect to every entry of `x`.</summary>
    public required NumericTensorDocument Dx { get; init; }

    /// <summary>With respect to every entry of `gamma`.</summary>
    public required NumericTensorDocument Dgamma { get; init; }

    /// <summary>With respect to every entry of `beta`.</summary>
    public required NumericTensorDocument Dbeta { get; init; }

    /// <summary>Puts an answer together.</summary>
    /// <param name="report">The numeric gradients.</param>
    public static NumericResponse From(NumericReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new()
        {
            Method = report.Method.Id,
            Step = report.Step,
            Verdict = report.Verdict,
            Dx = NumericTensorDocument.From(report.Dx),
            Dgamma = NumericTensorDocument.From(report.Dgamma),
            Dbeta = NumericTensorDocument.From(report.Dbeta),
        };
    }
}
