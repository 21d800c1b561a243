using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The mean path is missing from dx.</summary>
internal sealed class MissingMeanPath : MeanPathHypothesis
{
    public override string Code => "missing_mean_path";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dx];

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The mean path is missing from dx",
        "x moves the mean of its group, and the mean moves every xhat of the group. The submitted dx holds the direct path and the variance path, and nothing of this third one.",
        Equations.MeanPath,
        "Add the mean path: dmean / m, with dmean = -istd * sum(dxhat) over the group.",
        "By how many ways does one entry of x reach the loss? Which of them goes through the mean of its group?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { Mean = recipe.Mean.Times(0) }];
}
