using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Api.Contracts;

/// <summary>Everything that can be submitted for a case, as it should be.</summary>
public sealed record CaseAnswersDocument
{
    /// <summary>The mean of each group.</summary>
    public required Tensor Mean { get; init; }

    /// <summary>The biased variance of each group.</summary>
    public required Tensor Var { get; init; }

    /// <summary>`(x - mean) / sqrt(var + eps)`.</summary>
    public required Tensor Xhat { get; init; }

    /// <summary>`gamma * xhat + beta`.</summary>
    public required Tensor Out { get; init; }

    /// <summary>The gradient with respect to `gamma`.</summary>
    public required Tensor Dgamma { get; init; }

    /// <summary>The gradient with respect to `beta`.</summary>
    public required Tensor Dbeta { get; init; }

    /// <summary>`dout * gamma`.</summary>
    public required Tensor Dxhat { get; init; }

    /// <summary>The gradient with respect to the variance of each group.</summary>
    public Tensor? Dvar { get; init; }

    /// <summary>The gradient with respect to the mean of each group; left out where no mean is subtracted.</summary>
    public Tensor? Dmean { get; init; }

    /// <summary>The gradient with respect to `x`.</summary>
    public required Tensor Dx { get; init; }

    /// <summary>The answers of a pass.</summary>
    /// <param name="pass">The pass.</param>
    public static CaseAnswersDocument From(Pass pass)
    {
        ArgumentNullException.ThrowIfNull(pass);
        return new()
        {
            Mean = pass.Mean,
            Var = pass.Var,
            Xhat = pass.Xhat,
            Out = pass.Out,
            Dgamma = pass.Closed.Dgamma,
            Dbeta = pass.Closed.Dbeta,
            Dxhat = pass.Staged.Dxhat,
            Dvar = pass.Staged.Dvar,
            Dmean = pass.Staged.Dmean,
            Dx = pass.Closed.Dx,
        };
    }
}
