using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The mean path has a wrong factor, by a constant that the numbers tell.</summary>
internal sealed class MeanPathWrongFactor : MeanPathHypothesis
{
    public override string Code => "mean_path_wrong_factor";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dx];

    public override bool IsFixed => false;

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The mean path has a wrong factor",
        "The other paths are right, and the mean path is the same multiple of the right one in every group. The multiple is none that a usual slip leaves.",
        Equations.MeanPath,
        "Look for a constant that does not belong on the mean path.",
        "Compute the mean path alone on paper. By what does yours differ from it?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) =>
        Estimate.Factor(recipe, question, factor => recipe with { Mean = recipe.Mean.Times(factor), Constant = factor });

    public override Recipe? Again(Recipe recipe, Recipe found) =>
        found.Constant is { } factor ? recipe with { Mean = recipe.Mean.Times(factor), Constant = factor } : null;
}
