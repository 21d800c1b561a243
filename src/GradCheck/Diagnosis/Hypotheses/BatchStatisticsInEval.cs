using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The batch's own statistics are used in eval mode.</summary>
internal sealed class BatchStatisticsInEval : ForwardHypothesis
{
    public override string Code => "batch_statistics_in_eval";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Xhat, TensorId.Out, TensorId.Dgamma, TensorId.Dx];

    public override bool Applies(Layers.LayerInput input) => !input.StatisticsDependOnX;

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The batch's own statistics are used in eval mode",
        "In eval mode the running statistics take the place of the batch's own. The numbers are those of training.",
        Equations.Xhat,
        "In eval mode use running_mean and running_var, which are constants.",
        "Which mean does eval mode subtract?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) =>
        recipe.Facts.InTraining is { } training ? [recipe with { Facts = training }] : [];
}
