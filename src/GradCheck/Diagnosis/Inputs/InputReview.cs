using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Hypotheses;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Reports;
using GradCheck.Diagnosis.Search;
using GradCheck.Normalization;

namespace GradCheck.Diagnosis.Inputs;

/// <summary>Does this input prove anything? Which mistakes it cannot tell from right code, and why.</summary>
/// <remarks>
/// Measured: every mistake with a fixed prediction is carried out on the input until an entry differs from the right
/// value by more than the tolerance, which mostly is the first one. A mistake of the forward pass is seen in any tensor
/// that it reaches, another in the tensor that it is made in.
/// </remarks>
public static class InputReview
{
    /// <summary>Reviews an input.</summary>
    /// <param name="reference">The right values on it.</param>
    /// <param name="tolerance">The tolerance that submissions are judged by.</param>
    public static ImmutableArray<Warning> Of(Pass reference, Tolerance tolerance)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return Of(new Bench(reference), tolerance);
    }

    /// <summary>The codes of the mistakes that an input cannot tell from right code.</summary>
    /// <param name="reference">The right values on it.</param>
    /// <param name="tolerance">The tolerance that submissions are judged by.</param>
    public static ImmutableArray<string> UndetectableOn(Pass reference, Tolerance tolerance)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return CodesOf(UndetectableOn(new Bench(reference), tolerance));
    }

    internal static ImmutableArray<Warning> Of(Bench bench, Tolerance tolerance)
    {
        var undetectable = UndetectableOn(bench, tolerance);
        var warnings = ImmutableArray.CreateBuilder<Warning>();
        var unaccounted = undetectable;
        // Each mistake is accounted for once, by the plainest reason.
        foreach (var weakness in InputWeaknesses.All)
        {
            ImmutableArray<Hypothesis> hidden = [.. unaccounted.Where(weakness.Accounts)];
            if ((hidden.Length > 0 || weakness.WarnsAlways) && (bench.Pass.Input.HasDout || !weakness.IsOfGradients) && weakness.IsIn(bench.Facts))
            {
                warnings.Add(new(weakness.Code, weakness.Message, weakness.Advice, CodesOf(hidden)));
                unaccounted = unaccounted.RemoveRange(hidden);
            }
        }

        if (unaccounted.Length > 0)
        {
            warnings.Add(new(
                "undetectable",
                "On this input some wrong code gives the right numbers.",
                "Use a generic batch, such as the case of profile discriminating.",
                CodesOf(unaccounted)));
        }

        return warnings.ToImmutable();
    }

    private static ImmutableArray<string> CodesOf(ImmutableArray<Hypothesis> mistakes) => [.. mistakes.Select(mistake => mistake.Code)];

    private static ImmutableArray<Hypothesis> UndetectableOn(Bench bench, Tolerance tolerance) =>
        [.. bench.Mistakes.Where(mistake => mistake.IsFixed && ReachedOn(bench, mistake).Any() && !IsSeen(bench, mistake, tolerance))];

    private static bool IsSeen(Bench bench, Hypothesis mistake, Tolerance tolerance)
    {
        var reached = ReachedOn(bench, mistake);
        return (mistake.ActsTogether ? reached : reached.Take(1)).Any(tensor => Differs(bench, mistake, tensor, tolerance));
    }

    // Without a dout only the forward pass is asked for, and no gradient tells anything.
    private static IEnumerable<TensorId> ReachedOn(Bench bench, Hypothesis mistake) =>
        mistake.Reach.Where(tensor => bench.Pass[tensor] is not null && (bench.Pass.Input.HasDout || !TensorNames.IsGradient(tensor)));

    // Of the ways in which a mistake can be made the first is its definition.
    private static bool Differs(Bench bench, Hypothesis mistake, TensorId tensor, Tolerance tolerance)
    {
        var right = bench.Pass[tensor]!;
        return mistake.Edit(bench.Right, new(tensor, null, tolerance)).Select(recipe => Predictor.Predict(recipe, tensor)).FirstOrDefault() is { } prediction
            && (prediction.Shape.Count != right.Shape.Count || PredictionFit.Differs(prediction, right, bench.Pass.ScaleOf(tensor), tolerance));
    }
}
