namespace GradCheck.Api.Contracts;

/// <summary>How the service is.</summary>
/// <param name="Status">`ok` or `stopping`.</param>
public sealed record HealthResponse(string Status);
