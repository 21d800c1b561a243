using System.Collections.Immutable;
using GradCheck.Comparison;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The statistics are taken over the other axis.</summary>
internal sealed class StatisticsOverFeatures : ForwardHypothesis
{
    public override string Code => "statistics_over_features";

    internal override ImmutableArray<TensorId> Reach { get; } = [TensorId.Mean, TensorId.Var, TensorId.Xhat, TensorId.Out, TensorId.Dx, TensorId.Dgamma, TensorId.Dvar, TensorId.Dmean];

    internal override bool Applies(Layers.LayerInput input) =>
        input.StatisticsDependOnX && input.X.Shape is { Rank: 2 } shape && input.Groups == new Tensors.GroupView(shape[0], shape[1], 1);

    internal override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The statistics are taken over the other axis",
        "The mean and variance run over the features of each sample: that is layer normalization. Batch normalization takes them over the batch, for each feature. The numbers are right under that other convention.",
        Equations.Mean,
        "Take the statistics over the batch: axis=0.",
        "Which elements share one mean in the layer you are asked for?");

    internal override IEnumerable<Recipe> Edit(Recipe recipe, Question question) =>
        recipe.Facts.Regrouped(0..1) is { } rows ? [recipe with { Facts = rows }] : [];
}
