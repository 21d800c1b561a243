using GradCheck.Comparison;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Layers;
using GradCheck.Mistakes;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The number of groups is taken for their size.</summary>
internal sealed class GroupCountForSize : GroupingHypothesis
{
    public override string Code => "group_count_for_size";

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The number of groups is taken for their size",
        "Each group has as many channels as there should be groups. The number that is given counts the groups; the channels of a group are as many as go into one.",
        Equations.Mean,
        $"Use {recipe.Layer.Reshaped()}: G groups of C // G channels each.",
        "With six channels and two groups, how many channels does a group have?");

    protected override IEnumerable<(GroupView Groups, GroupView? Parameters)> GroupingsOf(LayerInput input)
    {
        if (input.Layer.TakesGroups)
        {
            yield return (input.Layer.GroupsOf(input.X.Shape, input.Parameters.Groups / input.Options.Groups!.Value), null);
        }
    }
}
