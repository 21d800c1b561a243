using System.Text.Json.Serialization;
using GradCheck.Sweep;

namespace GradCheck.Api.Contracts;

/// <summary>The error of the numeric gradient against the step, for each method: the V-shaped curve.</summary>
public sealed record StepSweepResponse
{
    /// <summary>The layer's identifier.</summary>
    public required string Layer { get; init; }

    /// <summary>The shape of `x`.</summary>
    public required IReadOnlyList<int> Shape { get; init; }

    /// <summary>One curve a method.</summary>
    public required IReadOnlyList<SweepDocument> Methods { get; init; }

    /// <summary>What to know about this batch; empty where there is nothing.</summary>
    public required IReadOnlyList<WarningDocument> Warnings { get; init; }
}

/// <summary>The curve of one method.</summary>
public sealed record SweepDocument
{
    /// <summary>The method: `central`, `complex_step` or `richardson`.</summary>
    public required string Method { get; init; }

    /// <summary>The error at each step, the largest step first.</summary>
    public required IReadOnlyList<SweepPointDocument> Points { get; init; }

    /// <summary>The step with the smallest error; null where every step vanished.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required double? BestStep { get; init; }

    /// <summary>The error at that step; null where every step vanished.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required double? BestError { get; init; }

    /// <summary>The slope of the curve where the step is too large, in decades of error a decade of step: 2 for truncation of order `h^2`. Null where too few steps show it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required double? TruncationSlope { get; init; }

    /// <summary>The slope of the curve where the step is too small: -1 for rounding. Null where too few steps show it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required double? RoundingSlope { get; init; }

    /// <summary>What theory says of the curve.</summary>
    public required SweepTheory Theory { get; init; }

    /// <summary>A curve.</summary>
    /// <param name="curve">The curve.</param>
    public static SweepDocument From(SweepCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        return new()
        {
            Method = curve.Method.Id,
            Points = [.. curve.Points.Select(point => new SweepPointDocument(point.Step, point.Error, point.Vanished))],
            BestStep = curve.BestStep,
            BestError = curve.BestError,
            TruncationSlope = curve.TruncationSlope,
            RoundingSlope = curve.RoundingSlope,
            Theory = curve.Theory,
        };
    }
}

/// <summary>The error at one step.</summary>
/// <param name="Step">The step `h`.</param>
/// <param name="Error">The largest error of an entry of `dx`, in units of its largest path; null where the step vanished beside every entry.</param>
/// <param name="Vanished">How many entries the step vanished beside; they are left out of the error.</param>
public sealed record SweepPointDocument(double Step, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? Error, int Vanished);
