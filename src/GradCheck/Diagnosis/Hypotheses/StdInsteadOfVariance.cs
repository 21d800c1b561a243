using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The standard deviation stands where the variance should.</summary>
internal sealed class StdInsteadOfVariance : ForwardHypothesis
{
    public override string Code => "std_instead_of_variance";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Var, TensorId.Xhat, TensorId.Out, TensorId.Dx, TensorId.Dgamma, TensorId.Dvar, TensorId.Dmean, TensorId.RunningVar];

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        $"The {recipe.Layer.Std()} stands where the {recipe.Layer.Variance()} should",
        $"The name var holds a {recipe.Layer.Std()}, so the root is taken twice where it is used.",
        Equations.Var,
        $"Store the {recipe.Layer.Variance()}, {recipe.Layer.VarianceCode()}, and take its root once, together with eps.",
        $"Is your var a {recipe.Layer.Variance()} or a {recipe.Layer.Std()}?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { StdForVar = true }];
}
