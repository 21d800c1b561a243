using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Layers;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The mean is divided by m - 1.</summary>
internal sealed class UnbiasedMean : Hypothesis
{
    public override string Code => "unbiased_mean";

    public override ImmutableArray<TensorId> Reach { get; } =
        [TensorId.Mean, TensorId.Var, TensorId.Xhat, TensorId.Out, TensorId.Dgamma, TensorId.Dvar, TensorId.Dmean, TensorId.Dx, TensorId.RunningMean, TensorId.RunningVar];

    public override bool Applies(LayerInput input) => input.StatisticsDependOnX && input.Layer.SubtractsMean && input.Groups.Size > 1;

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The mean is divided by m - 1",
        "The sum is divided by one less than the number of elements. That correction belongs to the variance alone: a mean has none.",
        Equations.Mean,
        $"Divide the sum by m: {recipe.Layer.Count()}.",
        "By what is the sum divided in your mean, and why?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question)
    {
        var (facts, factor) = (recipe.Facts, recipe.Facts.Size / (recipe.Facts.Size - 1.0));
        if (question.Tensor is TensorId.Mean or TensorId.RunningMean)
        {
            yield return recipe with { MeanFactor = recipe.MeanFactor * factor };
        }
        else if (!facts.IsRegrouped)
        {
            // The variance about the right mean, as np.var gives it, or about the wrong one.
            var share = facts.Size / (double)(facts.Size - recipe.Layer.Ddof);
            if (question.Tensor is not (TensorId.Var or TensorId.RunningVar or TensorId.Dmean))
            {
                yield return recipe with { Facts = facts.Restated(Code, g => factor * facts.Mean[g], g => facts.Var[g], facts.Groups.GroupOf) };
            }

            yield return recipe with { Facts = facts.Restated($"{Code}, of both", g => factor * facts.Mean[g], g => facts.Var[g] + (share * Square((factor - 1) * facts.Mean[g])), facts.Groups.GroupOf) };
        }
    }

    private static double Square(double value) => value * value;
}
