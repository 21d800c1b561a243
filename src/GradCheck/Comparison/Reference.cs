using System.Collections.Immutable;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Comparison;

/// <summary>The right value of every tensor that can be submitted, with the size of the terms it is made of.</summary>
/// <remarks>Each is computed when it is first asked for, so an instance is for one thread.</remarks>
public sealed class Reference
{
    private readonly Tensor?[] values = new Tensor?[TensorNames.All.Length];
    private readonly ErrorScale?[] scales = new ErrorScale?[TensorNames.All.Length];
    private StagedGradients? staged;

    private Reference(ForwardResult forward) => Forward = forward;

    /// <summary>The input that it all follows from.</summary>
    public LayerInput Input => Forward.Input;

    /// <summary>The forward pass.</summary>
    public ForwardResult Forward { get; }

    /// <summary>The backward pass, run when it is first asked for.</summary>
    public StagedGradients Staged => staged ??= StagedBackward.Run(Forward);

    /// <summary>The right value of a tensor; null where this input has none, such as <c>dvar</c> in mode eval.</summary>
    /// <param name="tensor">The tensor.</param>
    public Tensor? this[TensorId tensor] => values[(int)tensor] ??= ValueOf(tensor);

    /// <summary>Runs the layer forward and backward.</summary>
    /// <param name="input">The input.</param>
    /// <exception cref="ArgumentException">A group cannot be normalized: see <see cref="GroupStatistics.Undefined"/>.</exception>
    public static Reference Of(LayerInput input) => Of(ForwardPass.Run(input));

    /// <summary>The right values that follow from a forward pass.</summary>
    /// <param name="forward">The forward pass.</param>
    public static Reference Of(ForwardResult forward)
    {
        ArgumentNullException.ThrowIfNull(forward);
        return new(forward);
    }

    /// <summary>What an error in a tensor is measured against.</summary>
    /// <param name="tensor">A tensor that this input has.</param>
    public ErrorScale ScaleOf(TensorId tensor) => scales[(int)tensor] ??= ErrorScales.Of(tensor, Forward, Staged);

    /// <summary>
    /// The shapes of a tensor that are right beside its own: with the reduced axes kept, as <c>(1, D)</c>; with an axis for
    /// each that tells groups apart, as <c>(N, C)</c>; and for a parameter's gradient each in which the parameter may come.
    /// </summary>
    /// <param name="tensor">The tensor.</param>
    public IEnumerable<Shape> OtherShapesOf(TensorId tensor)
    {
        var (layer, shape) = (Input.Layer, Input.X.Shape);
        switch (tensor)
        {
            case TensorId.Xhat or TensorId.Out or TensorId.Dxhat or TensorId.Dx:
                return [];
            case TensorId.Dgamma or TensorId.Dbeta:
                return layer.ParameterShapesOf(shape);
            default:
                // The axis that is cut into groups is two: the group, and its channels.
                var last = layer.GroupAxes.IsEmpty ? 0 : layer.GroupAxes[^1];
                int[] sizes = Input.Options.Groups is { } groups ? [.. shape.Sizes[..last], groups, shape[last] / groups, .. shape.Sizes[(last + 1)..]] : [.. shape.Sizes];
                return [Kept(sizes, layer.GroupAxes), new(Array.ConvertAll([.. layer.GroupAxes], axis => sizes[axis]))];
        }
    }

    // Every axis is there, and those that were reduced have the size 1.
    private static Shape Kept(int[] sizes, ImmutableArray<int> axes) =>
        new([.. sizes.Select((size, axis) => axes.Contains(axis) ? size : 1)]);

    private Tensor? ValueOf(TensorId tensor) => tensor switch
    {
        TensorId.Mean => Forward.Mean,
        TensorId.Var => Forward.Var,
        TensorId.Xhat => Forward.Xhat,
        TensorId.Out => Forward.Out,
        TensorId.Dgamma => Staged.Total.Dgamma,
        TensorId.Dbeta => Staged.Total.Dbeta,
        TensorId.Dxhat => Staged.Dxhat,
        TensorId.Dvar => Staged.Dvar,
        TensorId.Dmean => Staged.Dmean,
        TensorId.Dx => Staged.Total.Dx,
        TensorId.RunningMean => Forward.Running?.Mean,
        _ => Forward.Running?.Var,
    };
}
