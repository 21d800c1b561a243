using GradCheck.Arithmetic;
using GradCheck.Layers;
using GradCheck.Tensors;

namespace GradCheck.Normalization;

/// <summary>What a forward pass gives, and what the backward passes need of it.</summary>
public sealed class ForwardResult
{
    internal ForwardResult(LayerInput input, GroupStatistics statistics, DoubleDouble[] xhat, Tensor output, RunningStatistics? running)
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

    /// <summary>The mean of each group.</summary>
    public Tensor Mean => Tensor.Rounded(new(Input.Groups.Groups), Statistics.Mean);

    /// <summary>The variance of each group, biased unless <c>ddof</c> is 1.</summary>
    public Tensor Var => Tensor.Rounded(new(Input.Groups.Groups), Statistics.Var);

    /// <summary><c>(x - mean) * istd</c>, of the shape of <c>x</c>.</summary>
    public Tensor Xhat => Tensor.Rounded(Input.X.Shape, WideXhat);

    /// <summary><see cref="Xhat"/> in two doubles, in row-major order.</summary>
    internal DoubleDouble[] WideXhat { get; }
}
