using GradCheck.Comparison;
using GradCheck.Layers;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The groups take every G-th channel instead of neighbours.</summary>
internal sealed class ChannelsInterleaved : GroupingHypothesis
{
    public override string Code => "channels_interleaved";

    internal override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The groups interleave the channels",
        "Each group takes channels that lie as far apart as there are groups. A group is a run of neighbouring channels.",
        Equations.Mean,
        "Put the group before the channel in the reshape: x.reshape(N, G, C // G, H, W), not x.reshape(N, C // G, G, H, W).",
        "Which channels belong to the first group, and which belong to it in your code?");

    protected override IEnumerable<(GroupView Groups, GroupView? Parameters)> GroupingsOf(LayerInput input)
    {
        if (input.Layer.TakesGroups)
        {
            var (shape, groups) = (input.X.Shape, input.Options.Groups!.Value);
            yield return (new(shape[1] / groups, shape[0] * groups, shape[2] * shape[3], shape[0]), null);
        }
    }
}
