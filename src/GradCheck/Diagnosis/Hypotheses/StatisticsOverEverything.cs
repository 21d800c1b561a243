using GradCheck.Comparison;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Layers;
using GradCheck.Mistakes;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The statistics are taken over the whole batch.</summary>
internal sealed class StatisticsOverEverything : GroupingHypothesis
{
    public override string Code => "statistics_over_everything";

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The statistics are taken over the whole batch",
        $"One mean and one variance are computed for all elements together, as happens where no axis is given. Each {recipe.Layer.Group()} has its own.",
        Equations.Mean,
        $"Give the axis over which the layer normalizes: {recipe.Layer.GroupAxis()}.",
        "How many means does your forward pass compute?");

    protected override IEnumerable<(GroupView Groups, GroupView? Parameters)> GroupingsOf(LayerInput input)
    {
        if (input.Groups.Groups > 1)
        {
            yield return (new(1, 1, input.Groups.Count), null);
        }
    }
}
