using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The mean path is not divided by m.</summary>
internal sealed class MeanPathNotDividedByM : MeanPathHypothesis
{
    public override string Code => "mean_path_not_divided_by_m";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dx];

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The mean path is not divided by m",
        "One entry of x moves the mean of its group only by its share, one part in m. The submitted dx adds the whole gradient of the mean to every entry.",
        Equations.MeanPath,
        $"Divide: the mean path is dmean / m, where m is the number of elements of the group, {recipe.Layer.Count()}.",
        "If one entry of x grows by 1, by how much does the mean of its group grow?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { Mean = recipe.Mean.Times(recipe.Facts.Size) }];
}
