using GradCheck.Comparison;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Layers;
using GradCheck.Mistakes;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The statistics of a group run over its channels, pixel by pixel.</summary>
internal sealed class StatisticsLeaveOutSpace : GroupingHypothesis
{
    public override string Code => "statistics_leave_out_space";

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The statistics leave out space",
        "The mean and variance run over the channels of a group at one pixel, as layer normalization of rows of channels would have it. A group is normalized over its channels and over space together.",
        Equations.Mean,
        $"Reduce over space as well: {recipe.Layer.GroupAxis()}.",
        "How many means does your forward pass compute for one sample, and how many groups are there?");

    protected override IEnumerable<(GroupView Groups, GroupView? Parameters)> GroupingsOf(LayerInput input)
    {
        if (input.Layer.TakesGroups)
        {
            var (samples, channels, groups) = (input.X.Shape[0], input.Parameters.Groups, input.Options.Groups!.Value);
            var all = input.X.Shape.Count / (channels / groups);
            yield return (input.Layer.HasChannelsLast ? new(1, all, channels / groups) : new(channels / groups, all, 1, samples * groups), null);
        }
    }
}
