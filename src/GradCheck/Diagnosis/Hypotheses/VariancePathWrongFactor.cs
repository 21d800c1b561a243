using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The variance path has a wrong factor, by a constant that the numbers tell.</summary>
internal sealed class VariancePathWrongFactor : PathHypothesis
{
    public override string Code => "variance_path_wrong_factor";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dx];

    public override bool IsFixed => false;

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The variance path has a wrong factor",
        "The other paths are right, and the variance path is the same multiple of the right one in every group. The multiple is none that a usual slip leaves.",
        Equations.VariancePath,
        "Look for a constant that does not belong on the variance path.",
        "Compute the variance path alone on paper. By what does yours differ from it?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) =>
        Estimate.Factor(recipe, question, factor => recipe with { Variance = recipe.Variance.Times(factor), Constant = factor });

    public override Recipe? Again(Recipe recipe, Recipe found) =>
        found.Constant is { } factor ? recipe with { Variance = recipe.Variance.Times(factor), Constant = factor } : null;
}
