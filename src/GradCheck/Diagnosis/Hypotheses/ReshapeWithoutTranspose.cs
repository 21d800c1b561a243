using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Layers;
using GradCheck.Mistakes;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The batch is reshaped to <c>(N * H * W, C)</c> without bringing the channels last.</summary>
internal sealed class ReshapeWithoutTranspose : GroupingHypothesis
{
    public override string Code => "reshape_without_transpose";

    public override ImmutableArray<TensorId> Reach { get; } =
        [TensorId.Mean, TensorId.Var, TensorId.Xhat, TensorId.Out, TensorId.Dgamma, TensorId.Dbeta, TensorId.Dxhat, TensorId.Dvar, TensorId.Dmean, TensorId.Dx, TensorId.RunningMean, TensorId.RunningVar];

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "Reshaped without bringing the channels last",
        "The batch is reshaped into rows of channels while its channels still stand before its space. A reshape keeps the order of the memory, so each column of the result mixes all channels, and so do the statistics and the parameters.",
        Equations.Mean,
        recipe.Layer.Rank == 4
            ? "Transpose first: x.transpose(0, 2, 3, 1).reshape(-1, C), and on the way back .reshape(N, H, W, C).transpose(0, 3, 1, 2). If the channels of x do stand last, declare it: \"channels\": \"last\"."
            : "Transpose first: x.transpose(0, 2, 1).reshape(-1, C), and on the way back .reshape(N, L, C).transpose(0, 2, 1). If the channels of x do stand last, declare it: \"channels\": \"last\".",
        "After your reshape, do the entries of one column all come from one channel?");

    protected override IEnumerable<(GroupView Groups, GroupView? Parameters)> GroupingsOf(LayerInput input)
    {
        if (input.Layer is { Rank: > 2, NormalizesParameters: true, HasChannelsLast: false })
        {
            var (shape, channels) = (input.X.Shape, input.Parameters.Groups);
            var asRows = new GroupView(shape.Count / channels, channels, 1);
            yield return (asRows, asRows);
        }
    }
}
