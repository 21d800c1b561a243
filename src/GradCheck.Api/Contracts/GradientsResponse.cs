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
    public GradientPaths? Paths { get; init; }

    /// <summary>The numeric gradients; only where `numeric` asks for them.</summary>
    public NumericResponse? Numeric { get; init; }

    /// <summary>What to know about this batch; empty where there is nothing.</summary>
    public required IReadOnlyList<WarningDocument> Warnings { get; init; }

    /// <summary>Puts an answer together.</summary>
    /// <param name="pass">The pass.</param>
    public static GradientsResponse From(Pass pass)
    {
        ArgumentNullException.ThrowIfNull(pass);
        return new()
        {
            Layer = pass.Input.Layer.Id,
            Shape = pass.Input.X.Shape.Sizes.ToArray(),
            Out = pass.Out,
            Dx = pass.Closed.Dx,
            Dgamma = pass.Closed.Dgamma,
            Dbeta = pass.Closed.Dbeta,
            RunningMean = pass.Running?.Mean,
            RunningVar = pass.Running?.Var,
            Warnings = [],
        };
    }
}
