using GradCheck.Comparison;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Layers;
using GradCheck.Mistakes;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The numbers are those of a batch whose channels stand last, which was not declared.</summary>
/// <remarks>
/// With as many channels as the last axis is long this is <see cref="ReshapeWithoutTranspose"/>. Otherwise parameters that differ
/// do not fit both readings, so it shows only where they are all the same.
/// </remarks>
internal sealed class ChannelsStandLast : GroupingHypothesis
{
    public override string Code => "channels_stand_last";

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The channels are taken to stand last",
        "The numbers are those of a batch whose channels stand on its last axis. Here the channels of x are read from axis 1. They are right under that other convention.",
        Equations.Mean,
        $"If the channels of x do stand last, declare it: \"channels\": \"last\". Otherwise take the statistics of each channel: {recipe.Layer.GroupAxis()}.",
        "Which axis of your x is that of the channels?");

    protected override IEnumerable<(GroupView Groups, GroupView? Parameters)> GroupingsOf(LayerInput input)
    {
        var (layer, shape) = (input.Layer, input.X.Shape);
        if (layer is { Rank: > 2, HasChannelsLast: false, TakesGroups: false, NormalizesTrailingAxes: false }
            && shape[1] != shape[layer.Rank - 1] && IsConstant(input.Gamma) && IsConstant(input.Beta))
        {
            yield return (layer.View(shape, layer.NormalizesParameters ? [layer.Rank - 1] : [0, layer.Rank - 1]), null);
        }
    }

    private static bool IsConstant(Tensor tensor) => !tensor.Values.ContainsAnyExcept(tensor[0]);
}
