using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Api.Contracts;

/// <summary>Every quantity of the staged computation.</summary>
public sealed record IntermediatesDocument
{
    /// <summary>The mean of each group; in `eval` the running mean.</summary>
    public required Tensor Mean { get; init; }

    /// <summary>The biased variance of each group; in `eval` the running variance.</summary>
    public required Tensor Var { get; init; }

    /// <summary>`(x - mean) / sqrt(var + eps)`, of the shape of `x`.</summary>
    public required Tensor Xhat { get; init; }

    /// <summary>`dout * gamma`, of the shape of `x`.</summary>
    public required Tensor Dxhat { get; init; }

    /// <summary>The gradient with respect to the variance of each group; in `eval` to the running variance.</summary>
    public Tensor? Dvar { get; init; }

    /// <summary>The gradient with respect to the mean of each group, in `eval` to the running mean; left out where the layer subtracts none.</summary>
    public Tensor? Dmean { get; init; }

    /// <summary>Puts the quantities together.</summary>
    /// <param name="pass">The pass.</param>
    public static IntermediatesDocument From(Pass pass)
    {
        ArgumentNullException.ThrowIfNull(pass);
        return new()
        {
            Mean = pass.Mean,
            Var = pass.Var,
            Xhat = pass.Xhat,
            Dxhat = pass.Staged.Dxhat,
            Dvar = pass.Staged.Dvar,
            Dmean = pass.Staged.Dmean,
        };
    }
}
