using System.Collections.Immutable;
using GradCheck.Arithmetic;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The whole tensor is off by one constant, by a constant that the numbers tell.</summary>
internal sealed class ScaledByConstant : Hypothesis
{
    public override string Code => "scaled_by_constant";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dx, TensorId.Dgamma, TensorId.Dbeta, TensorId.Dxhat, TensorId.Dvar, TensorId.Dmean, TensorId.Xhat, TensorId.Out];

    public override bool IsFixed => false;

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The whole tensor is off by one constant",
        "Every entry is the same multiple of the right one.",
        Equations.Of(tensor),
        $"Look for a constant that multiplies or divides the whole line{(recipe.Constant is { } constant ? $": yours is {NumberText.Rounded(constant, 6)} times the right one" : string.Empty)}.",
        "Divide your entries by the right ones. What do you notice?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) =>
        Estimate.Factor(recipe, question, factor => recipe with { Factor = recipe.Factor.Times(factor), Constant = factor });

    public override Recipe? Again(Recipe recipe, Recipe found) =>
        found.Constant is { } factor ? recipe with { Factor = recipe.Factor.Times(factor), Constant = factor } : null;
}
