using System.Collections.Immutable;
using System.Globalization;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Hypotheses;
using GradCheck.Diagnosis.Observations;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Reports;
using GradCheck.Diagnosis.Search;
using GradCheck.Diagnosis.Shapes;
using GradCheck.Normalization;

namespace GradCheck.Diagnosis;

/// <summary>From wrong tensors to findings.</summary>
/// <remarks>
/// Single mistakes are tried on every wrong tensor first, so that where two of them give the same tensor the others
/// decide: a mistake that explains more of what is wrong, and is contradicted by less of what is right, comes first.
/// Pairs are tried where no single one holds, beginning with mistakes that explain another tensor.
/// </remarks>
internal sealed class Diagnoser
{
    private readonly Bench bench;
    private readonly bool wantsExamples;
    private readonly IReadOnlyDictionary<TensorId, TensorComparison> comparisons;
    private readonly Dictionary<TensorId, ImmutableArray<Candidate>> singles = [];
    private readonly Dictionary<TensorId, (Sight Sight, ShapeMistake Mistake, ShapeReading Reading)> shapes = [];
    private readonly Dictionary<TensorId, Sight> sights = [];

    public Diagnoser(Bench bench, IReadOnlyDictionary<TensorId, TensorComparison> comparisons, bool wantsExamples = false)
    {
        this.wantsExamples = wantsExamples;
        (this.bench, this.comparisons) = (bench, comparisons);
        foreach (var (tensor, comparison) in comparisons)
        {
            if (comparison.Verdict == Verdict.Mismatch)
            {
                Look(tensor, comparison);
            }
        }

        foreach (var (tensor, candidates) in singles.ToArray())
        {
            singles[tensor] =
            [
                .. candidates.Where(candidate => (!candidate.IsFitted || IsBorneOut(tensor, candidate.Mistakes[0])) && !IsOddEps(tensor, candidate)
                    && (candidate.IsTelling || IsToldElsewhere(tensor, candidate.Mistakes[0]) || IsCancellation(tensor, candidates))),
            ];
        }
    }

    /// <summary>The findings of a tensor, most likely first; none where it is right.</summary>
    /// <param name="tensor">A tensor that was submitted.</param>
    public ImmutableArray<Finding> FindingsOf(TensorId tensor)
    {
        if (comparisons[tensor].Verdict != Verdict.Mismatch)
        {
            return [];
        }

        if (!shapes.TryGetValue(tensor, out var shape))
        {
            return Explain(sights[tensor]);
        }

        var (seen, mistake, reading) = shape;
        if (!sights.TryGetValue(tensor, out var aligned))
        {
            return [Findings.OfShape(seen, mistake, reading, reading.Explained)];
        }

        if (aligned.WrongGroups().Length == 0)
        {
            return [Findings.OfShape(seen, mistake, reading, explained: true)];
        }

        // The shape is wrong and the values are too: two mistakes, where the second can be told.
        var values = Explain(aligned);
        return values[0].Confidence >= Confidence.Fitted
            ? Findings.Together([Findings.OfShape(seen, mistake, reading, explained: true), .. values])
            : [Findings.OfShape(seen, mistake, reading, explained: false)];
    }

    private void Look(TensorId tensor, TensorComparison comparison)
    {
        var close = comparison.IsJudgedAgain ? comparison.Tolerance : Explanation.Close(comparison.Submitted);
        var sight = new Sight(bench, tensor, comparison.Submitted, comparisons, close) { WantsExamples = wantsExamples };
        if (comparison.ShapeFits)
        {
            sights[tensor] = sight with { Submitted = new(comparison.Expected.Shape, comparison.Submitted.Values.ToArray()) };
        }
        else
        {
            foreach (var mistake in MistakeCatalog.Shapes)
            {
                if (mistake.Read(sight) is { } reading)
                {
                    shapes[tensor] = (sight, mistake, reading);
                    if (reading.Aligned is not null)
                    {
                        sights[tensor] = sight with { Submitted = reading.Aligned };
                    }

                    break;
                }
            }
        }

        if (sights.TryGetValue(tensor, out var aligned))
        {
            singles[tensor] = bench.Singles(aligned.Question);
            var loose = Explanation.Widened(close, comparison.Tolerance);
            if (singles[tensor].IsEmpty && loose != close)
            {
                sights[tensor] = aligned = aligned with { Tolerance = loose };
                singles[tensor] = bench.Singles(aligned.Question);
            }
        }
    }

    /// <summary>Whether a constant taken from the submission explains more than the entry that it was taken from.</summary>
    private bool IsBorneOut(TensorId tensor, Hypothesis mistake) =>
        sights[tensor].WrongEntries() > 1
        || singles.Any(other => other.Key != tensor && sights[other.Key].WrongEntries() > 1 && other.Value.Any(candidate => candidate.Mistakes[0] == mistake));

    /// <summary>Whether another tensor tells the mistake, so that this one may add to it what alone would prove nothing.</summary>
    private bool IsToldElsewhere(TensorId tensor, Hypothesis mistake) =>
        singles.Any(other => other.Key != tensor && other.Value.Any(candidate => candidate.Mistakes[0] == mistake && candidate.IsTelling));

    /// <summary>
    /// Whether a tensor is what rounding leaves of terms that cancel, and one mistake alone makes them do so. Exact zeros
    /// are of an array that was never filled; these were computed.
    /// </summary>
    private bool IsCancellation(TensorId tensor, ImmutableArray<Candidate> candidates) =>
        candidates is [{ Evidence.Digits: 0 }] && !sights[tensor].Tolerance.Format.IsShort && sights[tensor].Submitted.Values.ContainsAnyExcept(0.0);

    // In one group any eps is a factor, and any factor an eps. Only one that somebody would write is believed there.
    private bool IsOddEps(TensorId tensor, Candidate candidate) =>
        candidate.Mistakes is [{ Code: "different_eps" }] && sights[tensor].WrongGroups().Length < 2
        && candidate.Recipe.Normalizer.Eps is var eps && Math.Abs(eps - double.Parse(eps.ToString("g1", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)) > 1e-3 * eps;

    private ImmutableArray<Finding> Explain(Sight sight)
    {
        // A forward or dout mistake may give zeros; then the other tensors say so.
        var best = Best(singles[sight.Tensor]);
        foreach (var observation in MistakeCatalog.AtFirstSight)
        {
            if (observation.Observe(sight) is { } telling && !(best is [{ Mistakes: [{ ActsTogether: true } together] }, ..] && Support(together) > 1 && !IsDenied(together)))
            {
                return [Findings.Of(observation, telling, sight)];
            }
        }

        // In one group a constant that the numbers tell explains whatever scales it. Two mistakes that need none say more.
        if (best.Length > 0 && bench.Facts.Groups.Groups == 1 && best.All(candidate => candidate.IsFitted)
            && Several(sight, question => [.. bench.Pairs(question).Where(pair => !pair.IsFitted)]) is { IsEmpty: false } pairs)
        {
            best = pairs;
        }

        if (best.Length == 0)
        {
            best = Several(sight, bench.Pairs);
        }

        if (best.Length == 0)
        {
            best = Several(sight, bench.CommonFactors);
        }

        if (best.Length > 0)
        {
            return Findings.Of(best, sight);
        }

        foreach (var observation in MistakeCatalog.AtLast)
        {
            if (observation.Observe(sight) is { } telling)
            {
                return [Findings.Of(observation, telling, sight)];
            }
        }

        return [];
    }

    // One entry alone is always the multiple of something.
    private ImmutableArray<Candidate> Several(Sight sight, Func<Question, ImmutableArray<Candidate>> search) =>
        Best([.. search(sight.Question).Where(candidate => candidate.IsTelling && (!candidate.IsFitted || sight.WrongEntries() > 1))]);

    /// <summary>The candidates that nothing sets apart: the best, and those that explain everything as well as it.</summary>
    private ImmutableArray<Candidate> Best(ImmutableArray<Candidate> candidates)
    {
        if (candidates.Length == 0)
        {
            return [];
        }

        var ranked = candidates.Select(candidate => (candidate, support: candidate.Mistakes.Sum(Support))).ToArray();
        var most = ranked.Max(entry => entry.support);
        var closest = ranked.Where(entry => entry.support == most).Min(entry => entry.candidate.Quality);
        return
        [
            .. ranked.Where(entry => entry.support == most && entry.candidate.Quality == closest)
                .Select(entry => entry.candidate)
                .OrderBy(candidate => candidate.Mistakes.Sum(mistake => HypothesisCatalog.All.IndexOf(mistake)))
                .DistinctBy(candidate => string.Join('+', candidate.Mistakes.Select(mistake => mistake.Code))),
        ];
    }

    /// <summary>How many wrong tensors a mistake explains, less the right ones that speak against it.</summary>
    private int Support(Hypothesis mistake)
    {
        var explained = singles.Values.Count(candidates => candidates.Any(candidate => candidate.Mistakes[0] == mistake));
        return explained - (mistake.ActsTogether ? mistake.Reach.Count(tensor => Contradicts(tensor, mistake)) : 0);
    }

    // Arrays that were never filled in look alike whatever the reason. A mistake that gives zeros in some tensors gives
    // numbers in others; where those are wrong in another way, the zeros are not its own.
    private bool IsDenied(Hypothesis mistake) => mistake.Reach.Any(tensor =>
        comparisons.TryGetValue(tensor, out var comparison) && comparison.Verdict == Verdict.Mismatch
        && !(singles.TryGetValue(tensor, out var candidates) && candidates.Any(candidate => candidate.Mistakes[0] == mistake)));

    private bool Contradicts(TensorId tensor, Hypothesis mistake)
    {
        if (!comparisons.TryGetValue(tensor, out var comparison) || comparison.Verdict != Verdict.Match)
        {
            return false;
        }

        var question = new Question(tensor, null, comparison.Tolerance);
        return mistake.Edit(bench.Right, question).Select(recipe => Predictor.Predict(recipe, tensor))
            .All(prediction => prediction.Shape.Count != comparison.Expected.Shape.Count
                || PredictionFit.Differs(prediction, comparison.Expected, bench.Pass.ScaleOf(tensor), comparison.Tolerance));
    }
}
