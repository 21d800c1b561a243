using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The variance is the biased one, where the unbiased one was declared.</summary>
internal sealed class BiasedVariance : ForwardHypothesis
{
    public override string Code => "biased_variance";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Var, TensorId.Xhat, TensorId.Out, TensorId.Dx, TensorId.Dgamma, TensorId.Dvar, TensorId.Dmean, TensorId.RunningVar];

    public override bool Applies(Layers.LayerInput input) => input is { StatisticsDependOnX: true, Layer.Ddof: 1 };

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The variance is the biased one",
        "The sum of squares is divided by the number of elements. The variance that was declared is the unbiased one, divided by one less. The numbers are right with a ddof of 0.",
        Equations.Var,
        $"Divide by m - 1: {recipe.Layer.VarianceCode()}; or declare \"ddof\": 0.",
        $"By what is the sum of squares divided in your {recipe.Layer.Variance()}?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question)
    {
        var factor = (recipe.Facts.Size - 1.0) / recipe.Facts.Size;
        var biased = recipe with { VarFactor = recipe.VarFactor * factor };

        // The gradient of that forward pass has m in its variance path; code that has the declared m - 1 there is wrong twice.
        yield return biased with { Variance = question.Tensor == TensorId.Dx ? biased.Variance.Times(factor) : biased.Variance };
        if (question.Tensor == TensorId.Dx)
        {
            yield return biased;
        }
    }
}
