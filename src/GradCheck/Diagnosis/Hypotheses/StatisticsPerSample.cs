using GradCheck.Comparison;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Layers;
using GradCheck.Mistakes;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>Each sample has its own statistics.</summary>
internal sealed class StatisticsPerSample : GroupingHypothesis
{
    public override string Code => "statistics_per_sample";

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "Each sample has its own statistics",
        "The mean and variance of a channel run over space alone, sample by sample: that is instance normalization. Spatial batch normalization takes them over the samples as well. The numbers are right under that other convention.",
        Equations.Mean,
        $"Reduce over the samples as well: {recipe.Layer.GroupAxis()}.",
        "Does the output for one sample depend on the other samples of the batch? Should it?");

    protected override IEnumerable<(GroupView Groups, GroupView? Parameters)> GroupingsOf(LayerInput input)
    {
        if (input.Layer is { Rank: > 2, NormalizesParameters: true } layer)
        {
            yield return (layer.View(input.X.Shape, [0, .. layer.GroupAxes]), null);
        }
    }
}
