namespace GradCheck.Api.Contracts;

/// <summary>A batch to sweep the step of its numeric gradients on.</summary>
public sealed record StepSweepRequest : LayerRequest;
