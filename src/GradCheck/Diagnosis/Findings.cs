using System.Collections.Immutable;
using GradCheck.Arithmetic;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Examples;
using GradCheck.Diagnosis.Observations;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Reports;
using GradCheck.Diagnosis.Search;
using GradCheck.Diagnosis.Shapes;
using GradCheck.Faults;
using GradCheck.Layers;
using GradCheck.Mistakes;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis;

/// <summary>Puts findings into words, with their evidence.</summary>
internal static class Findings
{
    private const int PathsShown = 5;

    // Beside many causes an example helps nobody.
    private const int MostExamples = 3;

    /// <summary>Of a tensor whose search failed: it is wrong, and no more is known.</summary>
    /// <param name="comparison">The tensor against the right one.</param>
    /// <param name="layer">The layer that it is of.</param>
    public static Finding WithoutCause(TensorComparison comparison, Layer layer) => new()
    {
        Code = "unknown",
        Title = "The cause is not known",
        Explanation = SearchFaults.Words,
        Equation = Equations.On(layer, Equations.Of(comparison.Tensor)),
        Fix = "Compare it with the right values entry by entry.",
        Hint = "Which entry is the first that you cannot reproduce by hand?",
        Evidence = new(SearchFaults.Words, null, null, []),
        Confidence = Confidence.None,
    };

    /// <summary>Of something seen in the values.</summary>
    public static Finding Of(Observation observation, Telling telling, Sight sight)
    {
        var error = LargestError(sight.Submitted, k => sight.Expected[k]);
        return Make(sight, observation.Code, MistakeTable.Of(observation.Code).OfTensor!(telling), observation.Confidence, new(
            FormattableString.Invariant($"{sight.WrongGroups().Length} of {sight.Scale.View.Groups} groups {(sight.WrongGroups().Length == 1 ? "has" : "have")} wrong entries; the largest {(sight.Submitted.Values.ToArray().All(double.IsFinite) ? string.Empty : "finite ")}error is {NumberText.Rounded(error)}."),
            error,
            null,
            PathsOf(sight)));
    }

    /// <summary>Of a wrong shape.</summary>
    public static Finding OfShape(Sight sight, ShapeMistake mistake, ShapeReading reading, bool explained) =>
        Make(sight, mistake.Code, MistakeTable.Of(mistake.Code).OfShape!(reading.Telling), explained ? Confidence.Predicted : Confidence.Partial, new(
            explained ? "Read so, the values are accounted for." : "The shape alone: the values are wrong as well, or cannot be compared.",
            null,
            null,
            []));

    /// <summary>Of mistakes whose predictions hold, equally well; each is one mistake or a pair.</summary>
    public static ImmutableArray<Finding> Of(ImmutableArray<Candidate> candidates, Sight sight)
    {
        var paths = PathsOf(sight);
        var error = LargestError(sight.Submitted, k => sight.Expected[k]);
        var found = ImmutableArray.CreateBuilder<Finding>();
        foreach (var candidate in candidates)
        {
            var prediction = Predictor.Predict(candidate.Recipe, sight.Tensor);
            var rest = LargestError(sight.Submitted, prediction.Value);
            var summary = FormattableString.Invariant($"The submission is within {NumberText.Rounded(rest)} of what {(candidate.Mistakes.Length == 1 ? "this mistake gives" : "the mistakes give together")}, and off by {NumberText.Rounded(error)} from the right value.");
            var example = sight.WantsExamples && found.Count < MostExamples
                ? SearchFaults.Try<WorkedExample?>("example", () => SmallestExample.Of(candidate, sight.Bench, sight.Tensor), () => null)
                : null;
            var (confidence, evidence) = (ConfidenceOf(candidate) / candidates.Length, new Evidence(summary, error, rest, paths));
            var findings = candidate.Mistakes.Select(mistake => Make(sight, mistake.Code, mistake.Describe(sight.Tensor, candidate.Recipe), confidence, evidence));
            found.AddRange(Together([.. findings.Select(finding => finding with { Example = example })]));
        }

        return found.ToImmutable();
    }

    /// <summary>Findings that hold only together.</summary>
    public static ImmutableArray<Finding> Together(ImmutableArray<Finding> findings) => findings.Length < 2
        ? findings
        : [.. findings.Select(finding => finding with { Together = [.. findings.Where(other => other != finding).Select(other => other.Code)] })];

    private static double ConfidenceOf(Candidate candidate) =>
        candidate.IsFitted ? Confidence.Fitted
        : candidate.Mistakes.Length > 1 ? Confidence.Pair
        : Confidence.Predicted;

    private static Finding Make(Sight sight, string code, Words words, double confidence, Evidence evidence) => new()
    {
        Code = code,
        Title = words.Title,
        Explanation = words.Explanation,
        Equation = Equations.On(sight.Pass.Input.Layer, words.Equation),
        Fix = words.Fix,
        Hint = words.Hint,
        Evidence = evidence,
        Confidence = confidence,
    };

    private static ImmutableArray<PathCoefficients> PathsOf(Sight sight) => sight.Tensor == TensorId.Dx
        ? [.. PathAttribution.Of(sight.Pass, sight.Submitted).Take(PathsShown)]
        : [];

    // NaNs are left out: they are reported as such.
    private static double LargestError(Tensor submitted, Func<int, double> value)
    {
        double largest = 0;
        for (var k = 0; k < submitted.Shape.Count; k++)
        {
            var error = Math.Abs(submitted[k] - value(k));
            largest = error > largest ? error : largest;
        }

        return largest;
    }
}
