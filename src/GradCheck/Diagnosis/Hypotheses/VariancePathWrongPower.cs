using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The variance path has another power of <c>istd</c> than the third.</summary>
internal sealed class VariancePathWrongPower : PathHypothesis
{
    public override string Code => "variance_path_wrong_power";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dvar, TensorId.Dx];

    private static ImmutableArray<int> Powers { get; } = [-2, -1, -6];

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        $"The variance path has the wrong power of the {recipe.Layer.Std()}",
        $"Differentiating the inverse square root of the {recipe.Layer.Variance()} lowers its exponent by one. The submission has another power of the {recipe.Layer.Std()} in dvar.",
        Equations.Dvar,
        $"Use the power -3/2 of var + eps: {recipe.Layer.DvarCode()}.",
        "What becomes of the exponent of a power when you differentiate it?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question)
    {
        // As if the exponent had stayed -1/2, or become -1, or its sign had been lost.
        foreach (var power in Powers)
        {
            yield return recipe with { Variance = recipe.Variance.Times((made, g) => Power(made.Istd[g], power)) };
        }
    }

    private static double Power(double value, int power)
    {
        double product = 1;
        for (; power < 0; power++)
        {
            product /= value;
        }

        return product;
    }
}
