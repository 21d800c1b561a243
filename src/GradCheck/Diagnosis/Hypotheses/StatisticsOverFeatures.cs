using GradCheck.Comparison;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Layers;
using GradCheck.Mistakes;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The statistics are taken over the other axis.</summary>
internal sealed class StatisticsOverFeatures : GroupingHypothesis
{
    public override string Code => "statistics_over_features";

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The statistics are taken over the other axis",
        "The mean and variance run over the features of each sample: that is layer normalization. Batch normalization takes them over the batch, for each feature. The numbers are right under that other convention.",
        Equations.Mean,
        $"Take the statistics over the batch: {recipe.Layer.GroupAxis()}.",
        "Which elements share one mean in the layer you are asked for?");

    protected override IEnumerable<(GroupView Groups, GroupView? Parameters)> GroupingsOf(LayerInput input)
    {
        if (input.Layer is { Rank: 2, NormalizesParameters: true } layer)
        {
            yield return (layer.View(input.X.Shape, 0..1), null);
        }
    }
}
