using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using static GradCheck.Normalization.TensorId;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The mean is divided by <c>m - 1</c>.</summary>
internal static class UnbiasedMean
{
    private const string Code = "unbiased_mean";

    public static Hypothesis Hypothesis { get; } = new(Code, [Mean, Var, Xhat, Out, Dgamma, Dvar, Dmean, Dx, RunningMean, RunningVar], Ways)
    {
        Applies = input => input.StatisticsDependOnX && input.Layer.SubtractsMean && input.Groups.Size > 1,
    };

    private static IEnumerable<Recipe> Ways(Recipe recipe, Question question)
    {
        var (facts, factor) = (recipe.Facts, recipe.Facts.Size / (recipe.Facts.Size - 1.0));
        if (question.Tensor is Mean or RunningMean)
        {
            yield return recipe with { MeanFactor = recipe.MeanFactor * factor };
        }
        else if (!facts.IsRegrouped)
        {
            // The variance about the right mean, as np.var gives it, or about the wrong one.
            var share = facts.Size / (double)facts.Input.Layer.Divisor.Of(facts.Size);
            if (question.Tensor is not (Var or RunningVar or Dmean))
            {
                yield return recipe with { Facts = facts.Restated(Code, OfMean, g => facts.Var[g], facts.Groups.GroupOf) };
            }

            double About(int group) => facts.Var[group] + (share * Square((factor - 1) * facts.Mean[group]));
            yield return recipe with { Facts = facts.Restated($"{Code}, of both", OfMean, About, facts.Groups.GroupOf) };
        }

        double OfMean(int group) => factor * facts.Mean[group];
    }

    private static double Square(double value) => value * value;
}
