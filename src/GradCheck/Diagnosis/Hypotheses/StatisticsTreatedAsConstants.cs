using System.Collections.Immutable;
using GradCheck.Comparison;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The mean and variance are treated as constants.</summary>
internal sealed class StatisticsTreatedAsConstants : MeanPathHypothesis
{
    public override string Code => "statistics_treated_as_constants";

    internal override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dx];

    internal override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The mean and variance are treated as constants",
        "The submitted dx is the direct path alone. That is right in eval mode, where the statistics are constants. In training they are computed from x, so x reaches the loss through them as well: the mean path and the variance path are missing.",
        Equations.Staged,
        $"Add the variance path {recipe.Layer.VariancePathCode()} and the mean path dmean / m.",
        "Are the mean and the variance constants, or do they change when one entry of x changes?");

    internal override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { Mean = recipe.Mean.Times(0), Variance = recipe.Variance.Times(0) }];
}
