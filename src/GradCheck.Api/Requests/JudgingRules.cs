using System.Text.Json;
using FluentValidation;
using GradCheck.Api.Contracts;
using GradCheck.Api.Fields;
using GradCheck.Comparison;
using GradCheck.Diagnosis;
using GradCheck.Diagnosis.Reports;

namespace GradCheck.Api.Requests;

/// <summary>The rules of the fields that say how submissions are judged and how much of it is told, and what follows from them.</summary>
internal static class JudgingRules
{
    /// <summary>The precisions that may be asked for.</summary>
    private static readonly string[] Precisions = ["float64"];

    private static readonly string[] Reveals = [.. Enum.GetNames<Reveal>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];

    /// <summary>Failures for what is wrong with them.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <param name="context">Where failures go.</param>
    /// <param name="tolerance">The tolerance.</param>
    /// <param name="precision">The precision.</param>
    /// <param name="reveal">The level.</param>
    public static void CheckJudging<T>(this ValidationContext<T> context, Field<ToleranceRequest>? tolerance, Field<string>? precision, Field<string>? reveal)
    {
        if (tolerance is not null && context.IsUsable("tolerance", tolerance))
        {
            context.CheckNumber("tolerance.rtol", tolerance.Value!.Rtol, value => value >= 0, "but a tolerance is 0 or more");
            context.CheckNumber("tolerance.atol", tolerance.Value!.Atol, value => value >= 0, "but a tolerance is 0 or more");
            context.CheckUnknown(tolerance.Value!.Unknown, typeof(ToleranceRequest), "tolerance.");
        }

        context.CheckName("precision", precision, Precisions);
        context.CheckName("reveal", reveal, Reveals);
    }

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
