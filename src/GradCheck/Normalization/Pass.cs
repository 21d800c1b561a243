using System.Collections.Immutable;
using GradCheck.Arithmetic;
using GradCheck.Layers;
using GradCheck.Tensors;

namespace GradCheck.Normalization;

/// <summary>A layer run on a batch: all that it gives, forward and backward.</summary>
/// <remarks>
/// The forward pass is run at once, anything else when it is first asked for, and once. So an instance is for one thread.
/// </remarks>
public sealed class Pass
{
    private readonly Tensor?[] values = new Tensor?[TensorNames.All.Length];
    private readonly ErrorScale?[] scales = new ErrorScale?[TensorNames.All.Length];

    internal Pass(LayerInput input, GroupStatistics statistics, DoubleDouble[] xhat, Tensor output, RunningStatistics? running)
    {
        Input = input;
        Statistics = statistics;
        WideXhat = xhat;
        Out = output;
        Running = running;
    }

    /// <summary>What was run.</summary>
    public LayerInput Input { get; }

    /// <summary>The statistics that the batch was normalized with.</summary>
    public GroupStatistics Statistics { get; }

    /// <summary><c>gamma * xhat + beta</c>, of the shape of <c>x</c>.</summary>
    public Tensor Out { get; }

    /// <summary>The updated running statistics; null where none were given, and in <see cref="Mode.Eval"/>.</summary>
    public RunningStatistics? Running { get; }

    /// <summary>The mean of each group; 0 where the layer subtracts none.</summary>
    public Tensor Mean => this[TensorId.Mean]!;

    /// <summary>The variance of each group, biased unless <c>ddof</c> is 1.</summary>
    public Tensor Var => this[TensorId.Var]!;

    /// <summary><c>(x - mean) * istd</c>, of the shape of <c>x</c>.</summary>
    public Tensor Xhat => this[TensorId.Xhat]!;

    /// <summary>The gradients by the closed form, the most exact.</summary>
    /// <exception cref="InvalidOperationException">The input has no <c>dout</c>.</exception>
    public Gradients Closed => field ??= ClosedFormBackward.Run(WithDout);

    /// <summary>The gradients by stages, with every local gradient and the paths of <c>dx</c>.</summary>
    /// <exception cref="InvalidOperationException">The input has no <c>dout</c>.</exception>
    public StagedGradients Staged => field ??= StagedBackward.Run(WithDout);

    /// <summary>A tensor of the pass, those of the backward pass by stages; null where there is none: without a mean to subtract, without running statistics, or without <c>dout</c>.</summary>
    /// <param name="tensor">The tensor.</param>
    public Tensor? this[TensorId tensor] => values[(int)tensor] ??= ValueOf(tensor);

    /// <summary><see cref="Xhat"/> in two doubles, in row-major order.</summary>
    internal DoubleDouble[] WideXhat { get; }

    /// <summary><c>dxhat</c> in two doubles, in row-major order.</summary>
    internal DoubleDouble[] WideDxhat => field ??= ParameterGradients.Dxhat(this);

    /// <summary><c>dgamma</c>, which both backward passes share.</summary>
    internal Tensor Dgamma => field ??= ParameterGradients.Dgamma(this);

    /// <summary><c>dbeta</c>, which both backward passes share.</summary>
    internal Tensor Dbeta => field ??= ParameterGradients.Dbeta(this);

    private Pass WithDout => Input.HasDout ? this : throw new InvalidOperationException("without dout there is nothing to send backward");

    /// <summary>Runs a layer on a batch; with a <c>dout</c>, backward as well.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="x">The batch, of the layer's shape, such as <c>(N, D)</c>.</param>
    /// <param name="gamma">The scale, one a parameter, or one number for all; null for ones.</param>
    /// <param name="beta">The shift, one a parameter, or one number for all; null for zeros.</param>
    /// <param name="dout">The gradient of the loss with respect to <c>out</c>, of the shape of <paramref name="x"/>; null for a forward pass alone.</param>
    /// <param name="options">The rest; null for the defaults.</param>
    /// <exception cref="ArgumentException">The tensors do not fit: see <see cref="LayerInput"/>; or a group cannot be normalized: see <see cref="GroupStatistics.Undefined"/>.</exception>
    public static Pass Of(Layer layer, Tensor x, Tensor? gamma = null, Tensor? beta = null, Tensor? dout = null, LayerOptions? options = null) =>
        Of(new LayerInput(layer, x, gamma, beta, dout, options));

    /// <summary>Runs a layer on an input.</summary>
    /// <param name="input">The input.</param>
    /// <exception cref="ArgumentException">A group cannot be normalized: see <see cref="GroupStatistics.Undefined"/>.</exception>
    public static Pass Of(LayerInput input) => ForwardPass.Run(input, GroupStatistics.Of(input));

    /// <summary>Runs a layer on an input whose statistics are known already.</summary>
    /// <param name="input">The input.</param>
    /// <param name="statistics">The statistics of <paramref name="input"/>.</param>
    /// <exception cref="ArgumentException">A group cannot be normalized: see <see cref="GroupStatistics.Undefined"/>.</exception>
    public static Pass Of(LayerInput input, GroupStatistics statistics) => ForwardPass.Run(input, statistics);

    /// <summary>Why code has no such tensor to show for this pass; null where it has.</summary>
    /// <param name="tensor">The tensor.</param>
    public string? WhyAbsent(TensorId tensor) =>
        WhyAbsent(tensor, Input.Layer, Input.Options) ?? (TensorNames.IsGradient(tensor) && !Input.HasDout ? "there is no dout to send backward" : null);

    /// <summary>Why code has no such tensor to show, whatever the batch; null where it has.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="options">What it is run with.</param>
    public static string? WhyAbsent(TensorId tensor, Layer layer, LayerOptions options)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(options);
        return (tensor, options.Mode) switch
        {
            (TensorId.RunningMean or TensorId.RunningVar, Mode.Eval) => "mode eval updates no running statistics",
            (TensorId.RunningMean or TensorId.RunningVar, _) => options.Running is null ? "it has no running_mean and running_var to update" : null,
            (TensorId.Dvar or TensorId.Dmean, Mode.Eval) => "in mode eval the statistics are constants",
            (TensorId.Dmean, _) => layer.SubtractsMean ? null : $"{layer.Id} subtracts no mean",
            _ => null,
        };
    }

    /// <summary>What an error in a tensor is measured against.</summary>
    /// <param name="tensor">A tensor that the pass has.</param>
    public ErrorScale ScaleOf(TensorId tensor) => scales[(int)tensor] ??= ErrorScales.Of(tensor, this);

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
        TensorId.Mean => Tensor.Rounded(new(Input.Groups.Groups), Statistics.Mean),
        TensorId.Var => Tensor.Rounded(new(Input.Groups.Groups), Statistics.Var),
        TensorId.Xhat => Tensor.Rounded(Input.X.Shape, WideXhat),
        TensorId.Out => Out,
        TensorId.RunningMean => Running?.Mean,
        TensorId.RunningVar => Running?.Var,
        _ when !Input.HasDout => null,
        TensorId.Dgamma => Dgamma,
        TensorId.Dbeta => Dbeta,
        TensorId.Dxhat => Staged.Dxhat,
        TensorId.Dvar => Staged.Dvar,
        TensorId.Dmean => Staged.Dmean,
        _ => Staged.Total.Dx,
    };
}
