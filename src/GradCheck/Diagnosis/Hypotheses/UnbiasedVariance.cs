using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The variance is the unbiased one.</summary>
internal sealed class UnbiasedVariance : ForwardHypothesis
{
    public override string Code => "unbiased_variance";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Var, TensorId.Xhat, TensorId.Out, TensorId.Dx, TensorId.Dgamma, TensorId.Dvar, TensorId.Dmean, TensorId.RunningVar];

    public override bool Applies(Layers.LayerInput input) => input is { StatisticsDependOnX: true, Groups.Size: > 1, Layer.Ddof: 0 };

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The variance is the unbiased one",
        $"The sum of squares is divided by one less than the number of elements. Normalization uses the biased variance, divided by the number itself. {Elsewhere(tensor, recipe)}",
        Equations.Var,
        $"Divide by m: {recipe.Layer.VarianceCode()}{(recipe.Layer.SubtractsMean ? " with its default ddof=0" : string.Empty)}.{Declared(tensor, recipe)}",
        $"By what is the sum of squares divided in your {recipe.Layer.Variance()}?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question)
    {
        var factor = recipe.Facts.Size / (recipe.Facts.Size - 1.0);
        var unbiased = recipe with { VarFactor = recipe.VarFactor * factor };
        yield return unbiased;

        // The gradient of that forward pass: d var / d x has m - 1 in it too.
        yield return unbiased with { Variance = unbiased.Variance.Times(factor) };
    }

    private static string Declared(TensorId tensor, Recipe recipe) => IsOfItsForwardPass(tensor, recipe)
        ? " Where the unbiased variance is meant, the numbers are right under ddof = 1; declare it with `ddof`: 1." : string.Empty;

    // The variance path is the only place where the gradient of that forward pass differs from code that only takes its var.
    private static bool IsOfItsForwardPass(TensorId tensor, Recipe recipe) => tensor != TensorId.Dx || recipe.Variance.Of(recipe)[0] != 1;

    private static string Elsewhere(TensorId tensor, Recipe recipe) => !IsOfItsForwardPass(tensor, recipe)
        ? "With that forward pass the gradient is wrong as well: its variance path has the same divisor as the variance."
        : "The numbers are right with a ddof of 1, which can be declared.";
}
