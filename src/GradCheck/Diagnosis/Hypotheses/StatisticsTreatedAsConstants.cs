using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The mean and variance are treated as constants.</summary>
/// <remarks>Where no mean is subtracted this is the missing variance path, and bears both names.</remarks>
internal sealed class StatisticsTreatedAsConstants : PathHypothesis
{
    public override string Code => "statistics_treated_as_constants";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dx];

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        recipe.Layer.SubtractsMean ? "The mean and variance are treated as constants" : "The mean square is treated as a constant",
        $"The submitted dx is the direct path alone. That is right in eval mode, where the statistics are constants. In training they are computed from x, so x reaches the loss through them as well: {(recipe.Layer.SubtractsMean ? "the mean path and the variance path are missing" : "the variance path is missing")}.",
        Equations.Staged,
        $"Add the variance path {recipe.Layer.VariancePathCode()}{(recipe.Layer.SubtractsMean ? " and the mean path dmean / m" : string.Empty)}.",
        $"{(recipe.Layer.SubtractsMean ? "Are the mean and the variance constants, or do they" : "Is the mean square a constant, or does it")} change when one entry of x changes?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { Mean = recipe.Mean.Times(0), Variance = recipe.Variance.Times(0) }];
}
