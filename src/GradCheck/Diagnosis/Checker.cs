using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Inputs;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Reports;
using GradCheck.Diagnosis.Search;
using GradCheck.Faults;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis;

/// <summary>Judges a submission: which tensors are right, and for a wrong one which mistake was made.</summary>
/// <remarks>
/// On a right submission the cost is that of the forward and backward pass and of a few entries a known mistake. Wrong
/// tensors add the predictions that hold for more than a few entries, and pairs of mistakes where no single one holds.
/// </remarks>
public static class Checker
{
    private const string AlsoWrong =
        "The numbers have so few digits that they are both what right code gives, rounded, and exactly what a known mistake gives. Submit numbers with more digits, or another batch.";

    private const string AlsoWrongWithoutRounding =
        "The numbers are right if they were computed in a shorter format than float64, and without that they are what a known mistake gives. Submit numbers that were computed in float64, with all their digits.";

    // A rounding of the statistics moves all entries of a group together, by as much as a small change of eps may.
    private const double ClearDigits = 2;

    // From here on it is more likely the mistake than the rounding.
    private const double SomeDigits = 1;

    /// <summary>Checks submitted tensors against the right ones.</summary>
    /// <param name="pass">The layer run on the input.</param>
    /// <param name="submitted">The submission: tensors of any shape and with any values, NaN included.</param>
    /// <param name="options">How to judge; null for the defaults.</param>
    /// <param name="cancellation">Ends the search for causes.</param>
    /// <exception cref="OperationCanceledException">The search for causes was ended.</exception>
    /// <exception cref="ArgumentException">Nothing is submitted, or a tensor that the input has not: see <see cref="Pass.WhyAbsent(TensorId)"/>.</exception>
    public static CheckReport Check(Pass pass, IReadOnlyDictionary<TensorId, Tensor> submitted, CheckOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(pass);
        ArgumentNullException.ThrowIfNull(submitted);
        if (submitted.Count == 0)
        {
            throw new ArgumentException("nothing is submitted", nameof(submitted));
        }

        options ??= new();
        var company = Company.Of(submitted.Values);
        var comparisons = submitted.OrderBy(entry => entry.Key).ToDictionary(
            entry => entry.Key,
            entry => Comparer.Compare(pass, entry.Key, entry.Value, options.Tolerance, options.Precision, company));
        var bench = new Bench(pass, cancellation);
        foreach (var (tensor, comparison) in comparisons.Where(entry => entry.Value.Verdict == Verdict.Match).ToArray())
        {
            comparisons[tensor] = SearchFaults.Try("second look", () => LookAgain(bench, comparison, options.Tolerance.IsAskedFor), () => comparison);
        }

        var diagnoser = SearchFaults.Try<Diagnoser?>("diagnosis", () => new(bench, comparisons, options.WantsExamples), () => null);
        ImmutableArray<TensorReport> tensors = [.. comparisons.OrderBy(entry => entry.Key).Select(entry => new TensorReport(entry.Value, FindingsOf(diagnoser, entry.Value, pass.Input.Layer)))];
        return new(
            tensors.Max(tensor => tensor.Verdict),
            tensors,
            Departure.First([.. tensors.Where(tensor => tensor.Verdict == Verdict.Mismatch).Select(tensor => tensor.Tensor)]),
            options.ReviewsInput ? SearchFaults.Try<ImmutableArray<Warning>>("input review", () => InputReview.Of(bench, options.Tolerance), () => []) : [],
            Decisions.Of(tensors, options.Tolerance));
    }

    // What is right with the rounding that its numbers may have is not, where a mistake gives them without any.
    private static TensorComparison LookAgain(Bench bench, TensorComparison comparison, bool isAskedFor)
    {
        if (comparison.IsLenientMatch && bench.IsExactly(comparison.Tensor, comparison))
        {
            return comparison with { Verdict = Verdict.Inconclusive, Note = comparison.Note! with { Text = AlsoWrong } };
        }

        foreach (var close in isAskedFor ? [] : Explanation.CloserThan(comparison.Tolerance))
        {
            if (Comparer.Again(bench.Pass, comparison, close) is not { } wrong)
            {
                continue;
            }

            var found = bench.FixedSingles(comparison.Tensor, wrong).ToArray();
            if (found.Any(candidate => candidate.IsTelling && candidate.Evidence.Largest >= ClearDigits))
            {
                return wrong;
            }

            if (found.Any(candidate => candidate.Evidence.Digits >= SomeDigits))
            {
                return comparison with { Verdict = Verdict.Inconclusive, Note = new(comparison.Note!.Code, AlsoWrongWithoutRounding) };
            }
        }

        return comparison;
    }

    private static ImmutableArray<Finding> FindingsOf(Diagnoser? diagnoser, TensorComparison comparison, Layer layer)
    {
        ImmutableArray<Finding> otherwise = comparison.Verdict == Verdict.Mismatch ? [Findings.WithoutCause(comparison, layer)] : [];
        return diagnoser is null ? otherwise : SearchFaults.Try("findings", () => diagnoser.FindingsOf(comparison.Tensor), () => otherwise);
    }
}
