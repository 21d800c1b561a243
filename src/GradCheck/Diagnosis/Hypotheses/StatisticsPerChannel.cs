using GradCheck.Comparison;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Layers;
using GradCheck.Mistakes;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>Each channel has its own statistics.</summary>
internal sealed class StatisticsPerChannel : GroupingHypothesis
{
    public override string Code => "statistics_per_channel";

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "Each channel has its own statistics",
        "The mean and variance run over space alone, channel by channel: that is instance normalization. Group normalization takes them over all channels of a group together. The numbers are right under that other convention.",
        Equations.Mean,
        $"Reduce over the channels of the group as well: {recipe.Layer.GroupAxis()}.",
        "Do two channels of one group have the same mean in your code?");

    protected override IEnumerable<(GroupView Groups, GroupView? Parameters)> GroupingsOf(LayerInput input)
    {
        if (input.Layer.TakesGroups)
        {
            yield return (input.Layer.View(input.X.Shape, input.Layer.GroupAxes), null);
        }
    }
}
