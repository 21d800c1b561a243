using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using GradCheck.Api.Fields;
using GradCheck.Tensors;

namespace GradCheck.Api.Contracts;

/// <summary>A batch, and the direction in which its gradients are differentiated.</summary>
public sealed record SecondOrderRequest : LayerRequest
{
    /// <summary>The weights of the gradients: `S = sum(direction.dx * dx) + sum(direction.dgamma * dgamma) + sum(direction.dbeta * dbeta)` is what is differentiated.</summary>
    [Required]
    public Field<DirectionRequest>? Direction { get; init; }

    /// <summary>Whether to check the closed form by the complex step of the first-order gradients.</summary>
    [DefaultValue(true)]
    public Field<bool>? Numeric { get; init; }
}

/// <summary>The weights of the gradients; zeros for one that is left out. PyTorch calls them `ggI`, `ggG` and `ggB`.</summary>
public sealed record DirectionRequest : RequestObject, IRequestPart
{
    /// <inheritdoc/>
    public static string Example => "{\"dx\": [[1, 0], [0, 1]]}";

    /// <summary>The weights of `dx`, of the shape of `x`.</summary>
    public Field<Tensor>? Dx { get; init; }

    /// <summary>The weights of `dgamma`, of the shape of `gamma`.</summary>
    public Field<Tensor>? Dgamma { get; init; }

    /// <summary>The weights of `dbeta`, of the shape of `beta`.</summary>
    public Field<Tensor>? Dbeta { get; init; }
}
