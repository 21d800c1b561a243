using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Api.Contracts;

/// <summary>A batch run forward and backward. `L = sum(out * dout)` is the loss whose gradients these are.</summary>
public sealed record GradientsResponse
{
    /// <summary>The layer's identifier.</summary>
    public required string Layer { get; init; }

    /// <summary>The shape of `x`.</summary>
    public required IReadOnlyList<int> Shape { get; init; }

    /// <summary>`gamma * xhat + beta`, of the shape of `x`.</summary>
    public required Tensor Out { get; init; }

    /// <summary>The gradient with respect to `x`, by the closed form.</summary>
    public required Tensor Dx { get; init; }

    /// <summary>The gradient with respect to `gamma`.</summary>
    public required Tensor Dgamma { get; init; }

    /// <summary>The gradient with respect to `beta`.</summary>
    public required Tensor Dbeta { get; init; }

    /// <summary>The updated running mean; only in `train` with running statistics.</summary>
    public Tensor? RunningMean { get; init; }

    /// <summary>The updated running variance; only in `train` with running statistics.</summary>
    public Tensor? RunningVar { get; init; }

    /// <summary>Every quantity of the staged computation; only where `include` asks for `intermediates`.</summary>
    public IntermediatesDocument? Intermediates { get; init; }

    /// <summary>The terms of `dx`; only where `include` asks for `paths`.</summary>
    public PathsDocument? Paths { get; init; }

    /// <summary>The numeric gradients; only where `numeric` asks for them.</summary>
    public NumericResponse? Numeric { get; init; }

    /// <summary>What to know about this batch; empty where there is nothing.</summary>
    public required IReadOnlyList<WarningDocument> Warnings { get; init; }

    /// <summary>Puts an answer together.</summary>
    /// <param name="forward">The forward pass.</param>
    /// <param name="gradients">The closed-form backward pass.</param>
    public static GradientsResponse From(ForwardResult forward, Gradients gradients)
    {
        ArgumentNullException.ThrowIfNull(forward);
        ArgumentNullException.ThrowIfNull(gradients);
        return new()
        {
            Layer = forward.Input.Layer.Id,
            Shape = forward.Input.X.Shape.Sizes.ToArray(),
            Out = forward.Out,
            Dx = gradients.Dx,
            Dgamma = gradients.Dgamma,
            Dbeta = gradients.Dbeta,
            RunningMean = forward.Running?.Mean,
            RunningVar = forward.Running?.Var,
            Warnings = [],
        };
    }
}
