using GradCheck.Comparison;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis;

/// <summary>How closely a wrong tensor has to agree with what a mistake gives.</summary>
internal static class Explanation
{
    /// <summary>As closely as its numbers allow: those of float32, or printed to four digits, agree no better.</summary>
    /// <param name="submitted">The wrong tensor.</param>
    public static Tolerance Close(Tensor submitted) =>
        (Readings.OfFormat(submitted.Values, Tolerance.Default, besideFloat32: false) ?? Readings.OfPrinted(submitted.Values, Tolerance.Default).FirstOrDefault())?.Tolerance
        ?? Tolerance.Default;

    /// <summary>As closely as a right answer has to, where that is less.</summary>
    /// <param name="close">How closely the numbers allow.</param>
    /// <param name="asked">The tolerance that was asked for.</param>
    public static Tolerance Widened(Tolerance close, Tolerance asked) => asked.IsAskedFor && (asked.Rtol > close.Rtol || asked.Atol > 0)
        ? close with { Rtol = Math.Max(close.Rtol, asked.Rtol), Atol = asked.Atol, IsFloored = true }
        : close;
}
