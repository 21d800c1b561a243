using GradCheck.Api.Fields;
namespace GradCheck.Api.Contracts;

/// <summary>A batch to run forward and backward.</summary>
public sealed record GradientsRequest : LayerRequest
{
    /// <summary>Whether to differentiate numerically as well: `true` for central differences with a step of 1e-5, or the method and step to use.</summary>
    public Field<NumericRequest>? Numeric { get; init; }

    /// <summary>What else to answer with.</summary>
    public Field<IReadOnlyList<GradientsPart>>? Include { get; init; }
}
