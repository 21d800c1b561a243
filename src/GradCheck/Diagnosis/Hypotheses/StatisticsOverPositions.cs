using GradCheck.Comparison;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Layers;
using GradCheck.Mistakes;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The statistics of <c>(N, T, D)</c> run over the positions of a sample as well.</summary>
internal sealed class StatisticsOverPositions : GroupingHypothesis
{
    public override string Code => "statistics_over_positions";

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The statistics run over the positions as well",
        "The mean and variance of a sample are taken over all its positions together. Each position has a mean and a variance of its own.",
        Equations.Mean,
        $"Reduce over what is normalized together, and nothing more: {recipe.Layer.GroupAxis()}, keeping the reduced axes. If the positions are to be normalized together, declare it: \"normalized_shape\".",
        "How many means does your forward pass compute for one sample, and how many positions has it?");

    protected override IEnumerable<(GroupView Groups, GroupView? Parameters)> GroupingsOf(LayerInput input)
    {
        if (input.Layer is { NormalizesTrailingAxes: true, GroupAxes.Length: > 1 } layer)
        {
            yield return (layer.View(input.X.Shape, 0..1), null);
        }
    }
}
