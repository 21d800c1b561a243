using GradCheck.Comparison;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Layers;
using GradCheck.Mistakes;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The groups take every G-th channel instead of neighbours.</summary>
internal sealed class ChannelsInterleaved : GroupingHypothesis
{
    public override string Code => "channels_interleaved";

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The groups interleave the channels",
        "Each group takes channels that lie as far apart as there are groups. A group is a run of neighbouring channels.",
        Equations.Mean,
        $"Put the group before the channel in the reshape: {recipe.Layer.Reshaped()}, not {recipe.Layer.Reshaped().Replace("G, C // G", "C // G, G", StringComparison.Ordinal)}.",
        "Which channels belong to the first group, and which belong to it in your code?");

    protected override IEnumerable<(GroupView Groups, GroupView? Parameters)> GroupingsOf(LayerInput input)
    {
        if (input.Layer.TakesGroups)
        {
            var (samples, channels, groups) = (input.X.Shape[0], input.Parameters.Groups, input.Options.Groups!.Value);
            var space = input.X.Shape.Count / samples / channels;
            yield return (input.Layer.HasChannelsLast
                ? new(space * (channels / groups), samples * groups, 1, samples)
                : new(channels / groups, samples * groups, space, samples), null);
        }
    }
}
