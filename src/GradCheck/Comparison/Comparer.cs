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

    /// <summary>Judges one tensor.</summary>
    /// <param name="reference">The right values.</param>
    /// <param name="tensor">A tensor that the reference has.</param>
    /// <param name="submitted">The submission, of any shape and with any values.</param>
    /// <param name="tolerance">The tolerance.</param>
    /// <param name="precision">Whether answers in float32 are held to float64.</param>
    /// <param name="besideFloat32">
    /// Whether another tensor of the submission was evidently computed in float32: then what cancelled to a few bits here
    /// was too, though its own values could be chance.
    /// </param>
    /// <exception cref="ArgumentException">The reference has no such tensor.</exception>
    public static TensorComparison Compare(Reference reference, TensorId tensor, Tensor submitted, Tolerance tolerance, Precision precision = Precision.AsSubmitted, bool besideFloat32 = false)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(submitted);
        var expected = reference[tensor] ?? throw new ArgumentException($"there is no {TensorNames.Of(tensor)} to compare with", nameof(tensor));
        if (!ShapeFit.Accepts(submitted.Shape, expected.Shape, reference.OtherShapesOf(tensor)))
        {
            return new() { Tensor = tensor, Submitted = submitted, Expected = expected, Verdict = Verdict.Mismatch, Tolerance = tolerance };
        }

        var scale = reference.ScaleOf(tensor);
        var single = (besideFloat32 ? SinglePrecision.Holds(submitted.Values) : SinglePrecision.Recognizes(submitted.Values)) && !submitted.Values.SequenceEqual(expected.Values);
        var lenient = single && precision == Precision.AsSubmitted;
        var allowed = lenient ? tolerance.ForFloat32() : tolerance;
        var worst = Fails(submitted.Values, expected.Values, scale, allowed);
        return new()
        {
            Tensor = tensor,
            Submitted = submitted,
            Expected = expected,
            Verdict = worst.Count > 0 ? Verdict.Mismatch : IsTelling(scale, allowed) ? Verdict.Match : Verdict.Inconclusive,
            Tolerance = allowed,
            Metrics = Metrics.Of(submitted.Values, expected.Values, worst.Count),
            Worst = [.. worst.OrderByDescending(fail => fail.Excess).ThenBy(fail => fail.Entry).Take(WorstCount).Select(fail => EntryOf(submitted, expected, fail.Entry))],
            Note = NoteOn(submitted, expected, lenient),
        };
    }

    private static List<(int Entry, double Excess)> Fails(ReadOnlySpan<double> a, ReadOnlySpan<double> b, ErrorScale scale, Tolerance tolerance)
    {
        var fails = new List<(int, double)>();
        var atol = new double[scale.Terms.Length];
        for (var g = 0; g < atol.Length; g++)
        {
            atol[g] = tolerance.AtolOf(scale.Terms[g], scale.Conditioning[g]);
        }

        for (var k = 0; k < a.Length; k++)
        {
            var allowed = atol[scale.View.GroupOf(k)] + (tolerance.Rtol * Math.Abs(b[k]));
            var difference = Math.Abs(a[k] - b[k]);
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

        for (var g = 0; g < scale.Terms.Length; g++)
        {
            if (scale.Terms[g] > 0 && tolerance.ShareOf(scale.Conditioning[g]) > Tolerance.LargestUseful)
            {
                return false;
            }
        }

        return true;
    }

    private static WorstEntry EntryOf(Tensor submitted, Tensor expected, int entry)
    {
        var (a, b) = (submitted[entry], expected[entry]);
        var difference = Math.Abs(a - b);
        var size = Math.Max(Metrics.RelativeErrorFloor, Math.Abs(a) + Math.Abs(b));
        return new([.. expected.Shape.IndexOf(entry)], a, b, difference, double.IsPositiveInfinity(size) ? 1 : difference / size);
    }

    private static Note? NoteOn(Tensor submitted, Tensor expected, bool single) =>
        single ? new(Float32Precision, "Every value is a float32, so it is judged at float32 precision. In float64 the same code would be held to nine digits.")
        : !submitted.Shape.Equals(expected.Shape) ? new(Keepdims, $"The shape is {submitted.Shape} where {expected.Shape} is usual. NumPy broadcasts one to the other, so it is right.")
        : null;
}
