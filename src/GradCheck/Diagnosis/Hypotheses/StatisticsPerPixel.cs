using GradCheck.Comparison;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Layers;
using GradCheck.Mistakes;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>Each pixel of a channel has its own statistics.</summary>
internal sealed class StatisticsPerPixel : GroupingHypothesis
{
    public override string Code => "statistics_per_pixel";

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "Each pixel has its own statistics",
        "The mean and variance run over the samples alone, so that every pixel of a channel is normalized by itself. A channel has one mean and one variance, over the samples and over space.",
        Equations.Mean,
        $"Reduce over space as well: {recipe.Layer.GroupAxis()}; or bring the channels last, reshape to ({recipe.Layer.Count()}, C), and use batch normalization.",
        "How many means does your forward pass compute, and how many channels are there?");

    protected override IEnumerable<(GroupView Groups, GroupView? Parameters)> GroupingsOf(LayerInput input)
    {
        if (input.Layer is { Rank: > 2, NormalizesParameters: true } layer)
        {
            yield return (layer.View(input.X.Shape, 1..), null);
        }
    }
}
