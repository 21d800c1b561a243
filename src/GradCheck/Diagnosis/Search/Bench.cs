using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Hypotheses;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Search;

/// <summary>One input with the mistakes that can be made on it: where predictions are tried.</summary>
internal sealed class Bench
{
    /// <summary>
    /// With more groups than this, mistakes are tried one by one only: a guess costs a look at each group, and there are a
    /// thousand pairs. A batch that large proves nothing that a smaller one does not.
    /// </summary>
    public const int MostGroupsForPairs = 1 << 15;

    /// <summary>A prediction has to be this many times closer to the submission than the right value is.</summary>
    private const double Closer = 4;

    private readonly CancellationToken cancellation;

    public Bench(Pass pass, CancellationToken cancellation = default)
    {
        this.cancellation = cancellation;
        Pass = pass;
        Facts = new(pass);
        Right = new(Facts);
        Mistakes = [.. HypothesisCatalog.All.Where(mistake => mistake.Applies(pass.Input))];
    }

    public Pass Pass { get; }

    public Ingredients Facts { get; }

    /// <summary>The recipe without a mistake.</summary>
    public Recipe Right { get; }

    /// <summary>The mistakes that can be made, simplest first.</summary>
    public ImmutableArray<Hypothesis> Mistakes { get; }

    /// <summary>The right values as a prediction.</summary>
    public Prediction Truth(TensorId tensor)
    {
        var (right, scale) = (Pass[tensor]!, Pass.ScaleOf(tensor));
        return new(right.Shape, k => right[k], k => scale.Terms[scale.View.GroupOf(k)]);
    }

    /// <summary>The single mistakes that explain a tensor.</summary>
    /// <param name="question">What to explain.</param>
    public ImmutableArray<Candidate> Singles(Question question)
    {
        var scene = new Scene(this, question);
        return
        [
            .. from mistake in Reaching(question.Tensor)
               let best = mistake.Edit(Right, question).Select((recipe, way) => scene.Try([mistake], [way], recipe)).OfType<Candidate>().MinBy(candidate => candidate.Excess)
               where best is not null
               select best,
        ];
    }

    /// <summary>Whether a tensor that is right to a few digits is to all digits what a mistake gives.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="comparison">How it compares.</param>
    public bool IsExactly(TensorId tensor, TensorComparison comparison) =>
        Singles(new(tensor, new(comparison.Expected.Shape, comparison.Submitted.Values.ToArray()), Tolerance.Default)).Any(candidate => !candidate.IsFitted && candidate.IsTelling);

    /// <summary>The known mistakes, without a constant of the submission's, that explain a tensor by a close tolerance.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="comparison">How it compares by the close tolerance.</param>
    public IEnumerable<Candidate> FixedSingles(TensorId tensor, TensorComparison comparison) =>
        Singles(new(tensor, new(comparison.Expected.Shape, comparison.Submitted.Values.ToArray()), comparison.Tolerance)).Where(candidate => !candidate.IsFitted);

    /// <summary>The pairs of mistakes that explain a tensor.</summary>
    /// <param name="question">What to explain.</param>
    public ImmutableArray<Candidate> Pairs(Question question)
    {
        // Constants that the submission tells come last: they are estimated with the other mistake in place.
        if (Facts.Groups.Groups > MostGroupsForPairs)
        {
            return [];
        }

        var scene = new Scene(this, question);
        var mistakes = Reaching(question.Tensor).OrderByDescending(mistake => mistake.IsFixed).ToArray();
        var found = ImmutableArray.CreateBuilder<Candidate>();
        for (var a = 0; a < mistakes.Length && mistakes[a].IsFixed; a++)
        {
            foreach (var (firstWay, first) in mistakes[a].Edit(Right, question).Index())
            {
                for (var b = a + 1; b < mistakes.Length; b++)
                {
                    foreach (var (way, both) in mistakes[b].Edit(first, question).Index())
                    {
                        if (scene.Try([mistakes[a], mistakes[b]], [firstWay, way], both) is { } candidate)
                        {
                            found.Add(candidate);
                        }
                    }
                }
            }
        }

        return found.ToImmutable();
    }

    /// <summary>The common factors of three mistakes that explain a tensor: one of gamma, one of the standard deviation, one number.</summary>
    /// <param name="question">What to explain.</param>
    public ImmutableArray<Candidate> CommonFactors(Question question)
    {
        if (Facts.Groups.Groups > MostGroupsForPairs)
        {
            return [];
        }

        var scene = new Scene(this, question);
        var reaching = Reaching(question.Tensor).ToHashSet();
        return
        [
            .. from gamma in HypothesisCatalog.GammaFactors.Where(reaching.Contains)
               from std in HypothesisCatalog.StdFactors.Where(reaching.Contains)
               from number in HypothesisCatalog.NumberFactors.Where(reaching.Contains)
               from first in gamma.Edit(Right, question).Index()
               from second in std.Edit(first.Item, question).Index()
               from third in number.Edit(second.Item, question).Index()
               let candidate = scene.Try([gamma, std, number], [first.Index, second.Index, third.Index], third.Item)
               where candidate is not null
               select candidate,
        ];
    }

    private IEnumerable<Hypothesis> Reaching(TensorId tensor) => Mistakes.Where(mistake => mistake.Reach.Contains(tensor));

    /// <summary>What is tried, with how far the submission is from the right value.</summary>
    private sealed class Scene(Bench bench, Question question)
    {
        private readonly Tensor right = bench.Pass[question.Tensor]!;
        private readonly double departure = PredictionFit.Excess(
            question.Submitted!.Values, bench.Truth(question.Tensor), bench.Pass.ScaleOf(question.Tensor), question.Tolerance, double.PositiveInfinity);

        public Candidate? Try(ImmutableArray<Hypothesis> mistakes, ImmutableArray<int> ways, Recipe recipe)
        {
            bench.cancellation.ThrowIfCancellationRequested();
            var prediction = Predictor.Predict(recipe, question.Tensor);
            if (prediction.Shape.Count != question.Submitted!.Shape.Count)
            {
                return null;
            }

            var limit = Math.Min(1, departure / Closer);
            var excess = PredictionFit.Excess(question.Submitted.Values, prediction, recipe.Facts.Pass.ScaleOf(question.Tensor), question.Tolerance, limit);
            return excess <= limit && IsCloser(prediction)
                ? new(mistakes, ways, recipe, excess, Witness.Of(question.Submitted, prediction, right, recipe.Facts.Pass.ScaleOf(question.Tensor), question.Tolerance))
                : null;
        }

        // Where a mistake makes terms huge, its tolerance alone would let anything pass.
        private bool IsCloser(Prediction prediction)
        {
            var (toRight, toPrediction) = (0.0, 0.0);
            for (var k = 0; k < prediction.Shape.Count; k++)
            {
                toRight = Larger(toRight, Math.Abs(question.Submitted![k] - right[k]));
                toPrediction = Larger(toPrediction, Math.Abs(question.Submitted[k] - prediction.Value(k)));
            }

            return toPrediction * Closer <= toRight || (toPrediction == 0 && toRight == 0);
        }

        // NaNs are compared as such elsewhere.
        private static double Larger(double a, double b) => b > a ? b : a;
    }
}
