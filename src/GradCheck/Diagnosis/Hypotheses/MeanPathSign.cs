using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The mean path has the wrong sign.</summary>
internal sealed class MeanPathSign : MeanPathHypothesis
{
    public override string Code => "mean_path_sign";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dmean, TensorId.Dx];

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The mean path has the wrong sign",
        "A larger mean makes every xhat of the group smaller, so the gradient with respect to the mean has a minus. In the submission that path is added with the opposite sign.",
        Equations.Dmean,
        "Subtract: dmean = -istd * sum(dxhat), and add dmean / m to dx.",
        "If the mean of a group grows, does xhat grow or shrink?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { Mean = recipe.Mean.Times(-1) }];
}
