using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using GradCheck.Api.Fields;
using GradCheck.Tensors;

namespace GradCheck.Api.Contracts;

/// <summary>One batch and what the layer is run with. The defaults are those of CS231n.</summary>
public abstract record LayerRequest : RequestObject
{
    /// <summary>
    /// The batch, as nested arrays of the layer's shape: `(N, D)` or `(N, C, H, W)`. `batchnorm` takes `(N, C, L)` as well,
    /// `layernorm` and `rmsnorm` any number of axes before the last, as `(N, T, D)`. Every number is finite.
    /// </summary>
    [Required]
    public Field<Tensor>? X { get; init; }

    /// <summary>The gradient of the loss with respect to `out`, of the shape of `x`.</summary>
    [Required]
    public virtual Field<Tensor>? Dout { get; init; }

    /// <summary>The scale, one a parameter, or one number for all; ones where it is left out.</summary>
    public Field<Tensor>? Gamma { get; init; }

    /// <summary>The shift, one a parameter, or one number for all; zeros where it is left out.</summary>
    public Field<Tensor>? Beta { get; init; }

    /// <summary>The constant added to the variance under the square root, 0 or more.</summary>
    [DefaultValue(1e-5)]
    public Field<double>? Eps { get; init; }

    /// <summary>What is taken off `m` in the divisor of the variance: 0 for the biased one, 1 for Bessel's, `sum((x - mean)^2) / (m - 1)`.</summary>
    [DefaultValue(0)]
    public Field<double>? Ddof { get; init; }

    /// <summary>`last` where the channels stand last, `(N, H, W, C)` or `(N, L, C)`: of `x`, `dout` and everything of their shape. For the layers that have channels.</summary>
    [DefaultValue("first")]
    public Field<string>? Channels { get; init; }

    /// <summary>The sizes of the last axes of `x` that are normalized together, as PyTorch's `normalized_shape`; `gamma` and `beta` have that shape. By default the last axis alone, or the axes of a `gamma` of several. For `layernorm` and `rmsnorm`.</summary>
    public Field<Tensor>? NormalizedShape { get; init; }

    /// <summary>Into how many groups the channels of a sample are cut: a whole number that divides `C`. For `groupnorm`, which needs it; no other layer takes it.</summary>
    public Field<double>? Groups { get; init; }

    /// <summary>`train` normalizes with the batch's own statistics, `eval` (the course's `test`, which is taken too) with the running ones.</summary>
    [DefaultValue("train")]
    public Field<string>? Mode { get; init => field = ModeNames.Of(value); }

    /// <summary>The share of the old running statistics that an update keeps, from 0 to 1, as in CS231n; 0.9 by default. With `momentum_of` `new` the share of the new ones, as in PyTorch; then 0.1 by default.</summary>
    public Field<double>? Momentum { get; init; }

    /// <summary>What `momentum` is the share of: `old`, `running = momentum * running + (1 - momentum) * sample`, or `new`, as in PyTorch.</summary>
    [DefaultValue("old")]
    public Field<string>? MomentumOf { get; init; }

    /// <summary>The `ddof` of the variance that is averaged into `running_var`: 0 for the biased one, 1 for the unbiased one, as in PyTorch. By default that of `ddof`.</summary>
    public Field<double>? RunningDdof { get; init; }

    /// <summary>The running mean, one a group. With `running_var`: needed in `eval`, updated in `train`.</summary>
    public Field<Tensor>? RunningMean { get; init; }

    /// <summary>The running variance, one a group, each 0 or more. Biased, as in CS231n; PyTorch's is unbiased: see `running_ddof`.</summary>
    public Field<Tensor>? RunningVar { get; init; }
}
