using System.Collections.Immutable;
using GradCheck.Arithmetic;
using GradCheck.Comparison;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The whole tensor is off by one constant, by a constant that the numbers tell.</summary>
internal sealed class ScaledByConstant : Hypothesis
{
    public override string Code => "scaled_by_constant";

    internal override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dx, TensorId.Dgamma, TensorId.Dbeta, TensorId.Dxhat, TensorId.Dvar, TensorId.Dmean, TensorId.Xhat, TensorId.Out];

    internal override bool IsFixed => false;

    internal override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The whole tensor is off by one constant",
        "Every entry is the same multiple of the right one.",
        Equations.Of(tensor),
        $"Look for a constant that multiplies or divides the whole line{(recipe.Constant is { } constant ? $": yours is {NumberText.Rounded(constant, 6)} times the right one" : string.Empty)}.",
        "Divide your entries by the right ones. What do you notice?");

    internal override IEnumerable<Recipe> Edit(Recipe recipe, Question question) =>
        Estimate.Factor(recipe, question, factor => recipe with { Factor = recipe.Factor.Times(factor), Constant = factor });

    internal override Recipe? Again(Recipe recipe, Recipe found) =>
        found.Constant is { } factor ? recipe with { Factor = recipe.Factor.Times(factor), Constant = factor } : null;
}
