using System.Collections.Immutable;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Comparison;

/// <summary>Holds submitted tensors against the right ones: NumPy's <c>allclose</c>, with its shape and precision allowances.</summary>
public static class Comparer
{
    /// <summary>How many failing entries are listed.</summary>
    public const int WorstCount = 5;

    /// <summary>The code of the note on axes of size 1.</summary>
    public const string Keepdims = "keepdims";

    /// <summary>The code of the note on answers that were computed in float32.</summary>
    public const string Float32Precision = "float32_precision";

    /// <summary>The code of the note on answers that were computed in float16 or bfloat16.</summary>
    public const string HalfPrecision = "half_precision";

    /// <summary>The code of the note on numbers that were printed to a few digits.</summary>
    public const string Rounded = "rounded";

    /// <summary>Judges one tensor.</summary>
    /// <param name="pass">The right values.</param>
    /// <param name="tensor">A tensor that the reference has.</param>
    /// <param name="submitted">The submission, of any shape and with any values.</param>
    /// <param name="tolerance">The tolerance.</param>
    /// <param name="precision">Whether answers in float32 are held to float64.</param>
    /// <param name="company">What the tensors of the submission tell together; null for one that comes alone.</param>
    /// <exception cref="ArgumentException">The reference has no such tensor.</exception>
    public static TensorComparison Compare(Pass pass, TensorId tensor, Tensor submitted, Tolerance tolerance, Precision precision = Precision.AsSubmitted, Company? company = null)
    {
        company ??= Company.None;
        ArgumentNullException.ThrowIfNull(pass);
        ArgumentNullException.ThrowIfNull(submitted);
        var expected = pass[tensor] ?? throw new ArgumentException($"there is no {TensorNames.Of(tensor)} to compare with", nameof(tensor));
        if (!ShapeFit.Accepts(submitted.Shape, expected.Shape, pass.OtherShapesOf(tensor)))
        {
            return new() { Tensor = tensor, Submitted = submitted, Expected = expected, Verdict = Verdict.Mismatch, Tolerance = tolerance };
        }

        var scale = pass.ScaleOf(tensor);
        var (reading, worst) = (new Reading(tolerance, null), Fails(submitted.Values, expected.Values, scale, tolerance));
        if (precision == Precision.AsSubmitted && !submitted.Values.SequenceEqual(expected.Values))
        {
            foreach (var other in Readings.Of(submitted, expected, scale, tolerance, company).Where(other => worst.Count > 0 || other.IsOfFormat))
            {
                (reading, worst) = (other, Fails(submitted.Values, expected.Values, scale, other.Tolerance));
                if (worst.Count == 0)
                {
                    break;
                }
            }
        }

        var isBetween = worst.Count > 0 && reading.Slack is { } slack && Fails(submitted.Values, expected.Values, scale, slack).Count == 0;
        if (worst.Count > 0 && !isBetween && precision == Precision.AsSubmitted && !tolerance.IsAskedFor
            && Readings.OfTooFewDigits(submitted.Values, tolerance, company).FirstOrDefault(few => Fails(submitted.Values, expected.Values, scale, few.Tolerance).Count == 0) is { } few)
        {
            (isBetween, reading, worst) = (true, few, []);
        }

        return new()
        {
            Tensor = tensor,
            Submitted = submitted,
            Expected = expected,
            Verdict = isBetween ? Verdict.Inconclusive : worst.Count > 0 ? Verdict.Mismatch : IsTelling(scale, reading.Tolerance) ? Verdict.Match : Verdict.Inconclusive,
            Tolerance = reading.Tolerance,
            Metrics = Metrics.Of(submitted.Values, expected.Values, worst.Count),
            Worst = WorstOf(submitted, expected, worst),
            Note = NoteOn(submitted, expected, reading, worst.Count == 0 || isBetween),
        };
    }

    /// <summary>Judges a tensor again, more closely.</summary>
    /// <param name="pass">The right values.</param>
    /// <param name="comparison">How it was judged.</param>
    /// <param name="tolerance">The closer tolerance.</param>
    /// <returns>The mismatch; null where it is right so too.</returns>
    internal static TensorComparison? Again(Pass pass, TensorComparison comparison, Tolerance tolerance)
    {
        var (submitted, expected) = (comparison.Submitted, comparison.Expected);
        var worst = Fails(submitted.Values, expected.Values, pass.ScaleOf(comparison.Tensor), tolerance);
        return worst.Count == 0 ? null : comparison with
        {
            Verdict = Verdict.Mismatch,
            Tolerance = tolerance,
            Metrics = Metrics.Of(submitted.Values, expected.Values, worst.Count),
            Worst = WorstOf(submitted, expected, worst),
            Note = tolerance.Printed is null ? comparison.Note : null,
            IsJudgedAgain = true,
        };
    }

    private static ImmutableArray<WorstEntry> WorstOf(Tensor submitted, Tensor expected, List<(int Entry, double Excess)> fails) =>
        [.. fails.OrderByDescending(fail => fail.Excess).ThenBy(fail => fail.Entry).Take(WorstCount).Select(fail => EntryOf(submitted, expected, fail.Entry))];

    private static List<(int Entry, double Excess)> Fails(ReadOnlySpan<double> a, ReadOnlySpan<double> b, ErrorScale scale, Tolerance tolerance)
    {
        var fails = new List<(int, double)>();
        var allowance = new Allowance(scale, tolerance);
        for (var k = 0; k < a.Length; k++)
        {
            var (allowed, difference) = (allowance.Of(k, a[k], b[k]), Math.Abs(a[k] - b[k]));
            if (!(difference <= allowed))
            {
                fails.Add((k, double.IsNaN(difference) ? double.PositiveInfinity : difference / allowed));
            }
        }

        return fails;
    }

    private static bool IsTelling(ErrorScale scale, Tolerance tolerance)
    {
        // A tolerance that was asked for is the asker's to judge.
        if (tolerance.Atol is not null)
        {
            return true;
        }

        // The digits of a number of significant digits are lost nowhere.
        var lost = tolerance.Printed is { LastPlace: not null } printed ? printed.HalfUnitOf(0) : 0;
        for (var g = 0; g < scale.Terms.Length; g++)
        {
            if (scale.Terms[g] > 0 && tolerance.ShareOf(scale.Conditioning[g]) + (lost / scale.Terms[g]) > Tolerance.LargestUseful)
            {
                return false;
            }
        }

        return true;
    }

    private static WorstEntry EntryOf(Tensor submitted, Tensor expected, int entry)
    {
        var (a, b) = (submitted[entry], expected[entry]);
        return new([.. expected.Shape.IndexOf(entry)], a, b, Math.Abs(a - b), Metrics.RelativeError(a, b));
    }

    private static Note? NoteOn(Tensor submitted, Tensor expected, Reading reading, bool isRight) =>
        reading.Note is { } note && (isRight || reading.IsOfFormat) ? note
        : isRight && Readings.AreRounded(submitted, expected) ? Readings.OfPrinted(submitted.Values, reading.Tolerance)[0].Note
        : !submitted.Shape.Equals(expected.Shape) ? new(Keepdims, $"The shape is {submitted.Shape} where {expected.Shape} is usual. NumPy broadcasts one to the other, so it is right.")
        : null;
}
