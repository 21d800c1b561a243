using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using GradCheck.Tensors;

namespace GradCheck.Api.Contracts;

/// <summary>One batch and what the layer is run with. The defaults are those of CS231n.</summary>
public abstract record LayerRequest
{
    /// <summary>The batch, as nested arrays of the layer's shape: `(N, D)` or `(N, C, H, W)`. Every number is finite.</summary>
    public Field<Tensor>? X { get; init; }

    /// <summary>The gradient of the loss with respect to `out`, of the shape of `x`.</summary>
    public Field<Tensor>? Dout { get; init; }

    /// <summary>The scale, one a parameter; ones where it is left out.</summary>
    public Field<Tensor>? Gamma { get; init; }

    /// <summary>The shift, one a parameter; zeros where it is left out.</summary>
    public Field<Tensor>? Beta { get; init; }

    /// <summary>The constant added to the variance under the square root, 0 or more.</summary>
    [DefaultValue(1e-5)]
    public Field<double>? Eps { get; init; }

    /// <summary>Into how many groups the channels of a sample are cut: a whole number that divides `C`. For `groupnorm`, which needs it; no other layer takes it.</summary>
    public Field<double>? Groups { get; init; }

    /// <summary>`train` normalizes with the batch's own statistics, `eval` with the running ones; `test` is `eval`.</summary>
    [DefaultValue("train")]
    public Field<string>? Mode { get; init; }

    /// <summary>The share of the old running statistics that an update keeps, from 0 to 1, as in CS231n. PyTorch's momentum is `1 - momentum`.</summary>
    [DefaultValue(0.9)]
    public Field<double>? Momentum { get; init; }

    /// <summary>The running mean, one a group. With `running_var`: needed in `eval`, updated in `train`.</summary>
    public Field<Tensor>? RunningMean { get; init; }

    /// <summary>The running variance, one a group, each 0 or more. Biased, as in CS231n; PyTorch's is unbiased.</summary>
    public Field<Tensor>? RunningVar { get; init; }

    /// <summary>Fields that the request does not have; each is an error.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; init; }
}
