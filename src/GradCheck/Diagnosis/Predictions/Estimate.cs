using System.Globalization;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Predictions;

/// <summary>Constants that a submission tells about the code that made it.</summary>
internal static class Estimate
{
    private const int Probes = 64;

    // A prime, so that the probes of a large tensor do not all fall into one column.
    private const int Stride = 1_000_003;
    private const double SmallestEps = 1e-15;
    private const double LargestEps = 10;

    /// <summary>The factor that explains a submission, where the prediction is linear in it.</summary>
    /// <param name="recipe">The recipe without it.</param>
    /// <param name="question">What to explain.</param>
    /// <param name="edit">The recipe with a given factor.</param>
    /// <returns>The recipe with that factor, or none where the submission does not tell, or tells that it is 0 or 1.</returns>
    public static IEnumerable<Recipe> Factor(Recipe recipe, Question question, Func<double, Recipe> edit)
    {
        if (question.Submitted is not { } submitted)
        {
            return [];
        }

        var (without, with) = (Predictor.Predict(edit(0), question.Tensor), Predictor.Predict(recipe, question.Tensor));
        if (with.Shape.Count != submitted.Shape.Count)
        {
            return [];
        }

        var factor = question.Tolerance.IsCoarse
            ? InEveryRange(with, without, question, recipe.Facts.Pass.ScaleOf(question.Tensor))
            : AtBestEntry(with, without, submitted, question.Tolerance);
        return double.IsFinite(factor) && factor is not (0 or 1) ? [edit(factor)] : [];
    }

    /// <summary>The factor at the entry that tells it best; NaN where fewer than two do.</summary>
    private static double AtBestEntry(Prediction with, Prediction without, Tensor submitted, Tolerance tolerance)
    {
        var (most, telling, factor) = (0.0, 0, double.NaN);
        var count = submitted.Shape.Count;
        for (var probe = 0; probe < Math.Min(count, Probes); probe++)
        {
            var k = (int)((long)probe * Stride % count);
            var difference = with.Value(k) - without.Value(k);
            var share = Math.Abs(difference) / with.Terms(k);
            if (share > tolerance.ShareOf(1))
            {
                telling++;
                if (share > most)
                {
                    (most, factor) = (share, (submitted[k] - without.Value(k)) / difference);
                }
            }
        }

        // One entry alone is always the multiple of something.
        return telling >= 2 ? factor : double.NaN;
    }

    /// <summary>A factor that every entry allows, where each is known to a few digits; NaN where there is none, or fewer than two tell.</summary>
    private static double InEveryRange(Prediction with, Prediction without, Question question, ErrorScale scale)
    {
        var (submitted, tolerance) = (question.Submitted!, question.Tolerance);
        var (low, high, telling) = (double.NegativeInfinity, double.PositiveInfinity, 0);
        var count = submitted.Shape.Count;
        for (var probe = 0; probe < Math.Min(count, Probes); probe++)
        {
            var k = (int)((long)probe * Stride % count);
            var (difference, rest) = (with.Value(k) - without.Value(k), submitted[k] - without.Value(k));
            var allowed = new Allowance(scale, tolerance).Of(k, submitted[k], submitted[k], with.Terms(k));
            if (Math.Abs(difference) > allowed)
            {
                telling++;
                var (a, b) = ((rest - allowed) / difference, (rest + allowed) / difference);
                (low, high) = (Math.Max(low, Math.Min(a, b)), Math.Min(high, Math.Max(a, b)));
            }
        }

        return telling < 2 || !(low <= high) ? double.NaN : Simplest(low, high);
    }

    // Of all that are possible the number that someone would write: with few digits, or one over a whole number.
    private static double Simplest(double low, double high)
    {
        var middle = (low + high) / 2;
        for (var digits = 1; digits <= 6; digits++)
        {
            var rounded = double.Parse(middle.ToString($"g{digits}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            var inverse = 1 / Math.Round(1 / middle);
            if (rounded >= low && rounded <= high)
            {
                return rounded;
            }

            if (digits > 1 && inverse >= low && inverse <= high)
            {
                return inverse;
            }
        }

        return middle;
    }

    /// <summary>The <c>eps</c> that explains a submission at the entry that is most wrong.</summary>
    public static IEnumerable<Recipe> Eps(Recipe recipe, Question question)
    {
        if (question.Submitted is not { } submitted || MostWrong(recipe, question, submitted) is not { } entry)
        {
            yield break;
        }

        // A few digits tell no eps of many: the usual ones are tried.
        if (question.Tolerance.IsCoarse)
        {
            foreach (var usual in UsualEps.Where(usual => usual != recipe.Facts.Eps))
            {
                yield return With(recipe, usual);
            }

            yield break;
        }

        double Error(double eps) => Predictor.Predict(With(recipe, eps), question.Tensor).Value(entry) - submitted[entry];

        var ratio = DecadeRoot;
        var (low, before) = (SmallestEps, Error(SmallestEps));
        for (var high = low * ratio; low < LargestEps; high *= ratio)
        {
            var after = Error(high);
            if ((before <= 0) != (after <= 0))
            {
                yield return With(recipe, Bisect(Error, low, high, before));
            }

            (low, before) = (high, after);
        }
    }

    private static Recipe With(Recipe recipe, double eps) => recipe with { Normalizer = recipe.Normalizer with { Eps = eps } };

    private static double[] UsualEps { get; } = [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-12];

    /// <summary>10^(1/4): the step of the search.</summary>
    private static double DecadeRoot { get; } = Math.Sqrt(Math.Sqrt(10));

    private static double Bisect(Func<double, double> error, double low, double high, double atLow)
    {
        for (var step = 0; step < 60; step++)
        {
            var middle = Math.Sqrt(low * high);
            if ((error(middle) <= 0) == (atLow <= 0))
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return Math.Sqrt(low * high);
    }

    // Where the variance is smallest eps matters most.
    private static int? MostWrong(Recipe recipe, Question question, Tensor submitted)
    {
        var (most, entry) = (0.0, (int?)null);
        var right = Predictor.Predict(recipe, question.Tensor);
        if (right.Shape.Count != submitted.Shape.Count)
        {
            return null;
        }

        foreach (var k in SensitiveEntries(recipe.Facts, question.Tensor))
        {
            var error = Math.Abs(submitted[k] - right.Value(k)) / right.Terms(k);
            if (double.IsFinite(error) && error > most)
            {
                (most, entry) = (error, k);
            }
        }

        return entry;
    }

    private static IEnumerable<int> SensitiveEntries(Ingredients facts, TensorId tensor)
    {
        var scale = facts.Pass.ScaleOf(tensor);
        if (scale.View.Groups != facts.Var.Length)
        {
            return Enumerable.Range(0, scale.View.Count);
        }

        var elements = new int[scale.View.Size];
        scale.View.ElementsOf(Array.IndexOf(facts.Var, facts.Var.Min()), elements);
        return elements;
    }
}
