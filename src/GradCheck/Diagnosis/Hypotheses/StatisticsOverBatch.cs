using GradCheck.Comparison;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Layers;
using GradCheck.Mistakes;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The statistics are taken over the batch.</summary>
internal sealed class StatisticsOverBatch : GroupingHypothesis
{
    public override string Code => "statistics_over_batch";

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The statistics are taken over the batch",
        $"The mean and variance run over all samples: that is batch normalization. With {recipe.Layer.Name()} a sample is normalized by itself, whatever else is in the batch.",
        Equations.Mean,
        $"Keep the samples apart: {recipe.Layer.GroupAxis()}.",
        "Does the output for one sample change when another sample of the batch does? Should it?");

    protected override IEnumerable<(GroupView Groups, GroupView? Parameters)> GroupingsOf(LayerInput input)
    {
        var layer = input.Layer;
        if (!layer.GroupAxes.Contains(0))
        {
            yield break;
        }

        yield return (input.Parameters, null);
        if (input.Options.Groups is { } groups and > 1)
        {
            // The groups are kept apart, and the samples are not. With one group, that is everything.
            var samples = input.X.Shape[0];
            var apart = input.Groups with { Groups = groups, Blocks = 1 };
            yield return (apart with { Outer = samples * apart.Outer }, null);
        }
    }
}
