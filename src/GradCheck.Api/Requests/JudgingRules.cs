using System.Text.Json;
using GradCheck.Api.Contracts;
using GradCheck.Api.Fields;
using GradCheck.Comparison;
using GradCheck.Diagnosis;
using GradCheck.Diagnosis.Reports;

namespace GradCheck.Api.Requests;

/// <summary>The fields that say how submissions are judged and how much of it is told.</summary>
internal static class JudgingRules
{
    /// <summary>The precisions that may be asked for.</summary>
    public static readonly string[] Precisions = ["float64"];

    /// <summary>The levels of <c>reveal</c>.</summary>
    public static readonly string[] Reveals = [.. Enum.GetNames<Reveal>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];

    /// <summary>How to judge, of fields that passed.</summary>
    /// <param name="tolerance">The tolerance.</param>
    /// <param name="precision">The precision.</param>
    public static CheckOptions OptionsOf(Field<ToleranceRequest>? tolerance, Field<string>? precision) => new()
    {
        Tolerance = new(tolerance?.Value?.Rtol?.Value ?? Tolerance.DefaultRtol, tolerance?.Value?.Atol?.Value),
        Precision = precision is null ? Precision.AsSubmitted : Precision.Full,
    };

    /// <summary>How much to tell, of a field that passed.</summary>
    /// <param name="reveal">The level.</param>
    public static Reveal RevealOf(Field<string>? reveal) => reveal is null ? Reveal.Fix : Enum.Parse<Reveal>(reveal.Value!, ignoreCase: true);
}
