using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using GradCheck.Api.Fields;
using GradCheck.Tensors;

namespace GradCheck.Api.Contracts;

/// <summary>A batch, and what a student's own code made of it.</summary>
public sealed record CheckRequest : LayerRequest
{
    /// <summary>The gradient of the loss with respect to `out`, of the shape of `x`. Only needed where a gradient is submitted.</summary>
    public override Field<Tensor>? Dout { get; init; }

    /// <summary>
    /// The tensors to judge, by name: any of `out`, `mean`, `var`, `xhat`, `dxhat`, `dvar`, `dmean`, `dx`, `dgamma`, `dbeta`,
    /// `running_mean`, `running_var`. A wrong shape, NaN and infinities are judged, not refused.
    /// </summary>
    [Required]
    public Field<IReadOnlyDictionary<string, Field<Tensor>>>? Submitted { get; init; }

    /// <summary>How far a right answer may be off. By default `rtol` is 1e-9, and `atol` grows with what plain float64 code loses on the batch.</summary>
    public Field<ToleranceRequest>? Tolerance { get; init; }

    /// <summary>`float64` to refuse answers that were computed in float32; by default those are judged at float32 precision.</summary>
    public Field<string>? Precision { get; init; }

    /// <summary>How much to tell: `verdict`, `index` (and where), `hint` (and a question that leads there), `cause`, or `fix` (everything).</summary>
    [DefaultValue("fix")]
    public Field<string>? Reveal { get; init; }

    /// <summary>What else to answer with.</summary>
    public Field<IReadOnlyList<CheckPart>>? Include { get; init; }
}
