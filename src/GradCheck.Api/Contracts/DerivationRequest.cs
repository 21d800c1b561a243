namespace GradCheck.Api.Contracts;

/// <summary>A batch to put into the derivation.</summary>
public sealed record DerivationRequest : LayerRequest;
