using GradCheck.Comparison;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Predictions;

/// <summary>How closely a wrong tensor has to agree with what a mistake gives.</summary>
internal static class Explanation
{
    /// <summary>As closely as its numbers allow: those of float32, or printed to four digits, agree no better.</summary>
    /// <param name="submitted">The wrong tensor.</param>
    public static Tolerance Close(Tensor submitted) =>
        Readings.OfFormat(submitted.Values, Tolerance.Default, Company.None) is { } ofFormat ? Kept(ofFormat).Tolerance
        : Readings.OfPrinted(submitted.Values, Tolerance.Default) is [var printed, ..] ? printed.Tolerance
        : Tolerance.Default;

    /// <summary>The closer tolerances by which a mistake is looked for in a tensor that is right by a wide one, the closest first.</summary>
    /// <param name="tolerance">The wide tolerance: of a short format, or of float32.</param>
    public static IReadOnlyList<Tolerance> CloserThan(Tolerance tolerance) =>
        tolerance.Printed is { } printed ? tolerance.IsNarrow ? [Tolerance.Default with { Printed = printed }] : []
        : tolerance.Format == FloatFormat.Binary32 ? [Tolerance.Default.In(FloatFormat.Binary32.Stored), Tolerance.Default.In(FloatFormat.Binary32Printed)]
        : tolerance.Format is { IsShort: true, Units: > 0 } format ? [Tolerance.Default.In(format.Stored)]
        : [];

    private static Reading Kept(Reading reading) => reading.Tolerance.Format is { IsShort: true } format
        ? reading with { Tolerance = Tolerance.Default.In(format.Stored) }
        : reading;

    /// <summary>As closely as a right answer has to, where that is less.</summary>
    /// <param name="close">How closely the numbers allow.</param>
    /// <param name="asked">The tolerance that was asked for.</param>
    public static Tolerance Widened(Tolerance close, Tolerance asked) => asked.Format.IsShort ? asked
        : asked.IsAskedFor && (asked.Rtol > close.Rtol || asked.Atol > 0)
        ? close with { Rtol = Math.Max(close.Rtol, asked.Rtol), Atol = asked.Atol, IsFloored = true }
        : close;
}
