using GradCheck.Api.Contracts;
using GradCheck.Api.Limits;
using GradCheck.Layers;

namespace GradCheck.Api.Requests;

/// <summary>The rules of <see cref="StepSweepRequest"/>: those of a batch.</summary>
internal sealed class StepSweepRequestValidator(Layer layer, RequestLimits limits) : LayerRequestValidator<StepSweepRequest>(layer, limits);
