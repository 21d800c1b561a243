using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The direct path is missing from dx.</summary>
internal sealed class MissingDirectPath : PathHypothesis
{
    public override string Code => "missing_direct_path";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dx];

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The direct path is missing from dx",
        "The submitted dx holds what flows through the statistics, and nothing of what flows straight from xhat to x with the statistics held fixed.",
        Equations.Direct,
        "Add the direct path: dxhat * istd.",
        $"If {recipe.Layer.Statistics()} were held fixed, would a change in x still change xhat?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { Direct = recipe.Direct.Times(0) }];
}
