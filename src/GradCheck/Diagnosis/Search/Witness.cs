using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Search;

/// <summary>What the agreement of a submission with a prediction is worth, in decimal digits that cannot agree by chance.</summary>
/// <remarks>
/// An entry counts only where the prediction differs from the right value by more than the tolerance and from 0 by more
/// than rounding: agreement of zeros with zeros proves nothing. Entries of the same size count once.
/// </remarks>
/// <param name="Digits">The digits of all entries.</param>
/// <param name="Largest">Those of the entry that has the most.</param>
internal readonly record struct Witness(double Digits, double Largest)
{
    /// <summary>One of some sixty mistakes is not met by chance in so many digits.</summary>
    private const double OfOne = 3.5;

    /// <summary>Nor is one of some thousand pairs.</summary>
    private const double OfSeveral = 6;

    private const double MostOfEntry = 9;

    // Nothing is gained by reading on.
    private const double Plenty = 40;

    /// <summary>Whether it suffices.</summary>
    /// <param name="mistakes">How many mistakes the prediction combines.</param>
    /// <param name="isFitted">Whether a constant was taken from the submission, which proves nothing for the entry it comes from.</param>
    public bool Tells(int mistakes, bool isFitted) => Digits - (isFitted ? Largest : 0) >= (mistakes == 1 ? OfOne : OfSeveral);

    /// <summary>What an agreement is worth.</summary>
    /// <param name="submitted">The submission.</param>
    /// <param name="prediction">What it agrees with.</param>
    /// <param name="right">The right values.</param>
    /// <param name="scale">The size of the terms of the prediction.</param>
    /// <param name="tolerance">The tolerance by which it agrees.</param>
    public static Witness Of(Tensor submitted, Prediction prediction, Tensor right, ErrorScale scale, Tolerance tolerance)
    {
        var (digits, largest, seen) = (0.0, 0.0, new HashSet<double>());
        for (var k = 0; k < right.Shape.Count && digits < Plenty; k++)
        {
            var (a, b) = (submitted[k], prediction.Value(k));
            if (!double.IsFinite(b) || !double.IsFinite(a) || !seen.Add(Math.Abs(a)))
            {
                continue;
            }

            var allowed = new Allowance(scale, tolerance).Of(k, a, b, prediction.Terms(k));
            var seenBy = Math.Min(Math.Abs(b - right[k]), Math.Abs(b));
            if (!(seenBy > allowed))
            {
                continue;
            }

            // An agreement closer than was asked for is worth more, unless it is the digits that end there.
            var error = Math.Max(Math.Abs(a - b), (tolerance.Printed is null ? PredictionFit.Rounding : 1) * allowed);
            var worth = error == 0 ? MostOfEntry : Math.Min(MostOfEntry, Math.Log10(seenBy / error));
            digits += worth;
            largest = Math.Max(largest, worth);
        }

        return new(digits, largest);
    }
}
