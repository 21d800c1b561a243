using GradCheck.Api.Fields;
namespace GradCheck.Api.Contracts;

/// <summary>A case, and what else to answer with: the query of <c>GET /v1/{layer}/cases/{seed}</c>.</summary>
public sealed record CaseQuery : CaseRequest
{
    /// <summary>What else to answer with.</summary>
    public Field<string>? Include { get; init; }
}
