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

    /// <summary>The answers of a forward pass.</summary>
    /// <param name="forward">The forward pass.</param>
    public static CaseAnswersDocument From(ForwardResult forward)
    {
        ArgumentNullException.ThrowIfNull(forward);
        var staged = StagedBackward.Run(forward);
        var gradients = ClosedFormBackward.Run(forward);
        return new()
        {
            Mean = forward.Mean,
            Var = forward.Var,
            Xhat = forward.Xhat,
            Out = forward.Out,
            Dgamma = gradients.Dgamma,
            Dbeta = gradients.Dbeta,
            Dxhat = staged.Dxhat,
            Dvar = staged.Dvar,
            Dmean = staged.Dmean,
            Dx = gradients.Dx,
        };
    }
}
