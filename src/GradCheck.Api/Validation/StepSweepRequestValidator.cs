using GradCheck.Api.Contracts;
using GradCheck.Api.Limits;
using GradCheck.Layers;

namespace GradCheck.Api.Validation;

/// <summary>The rules of <see cref="StepSweepRequest"/>: those of a batch.</summary>
internal sealed class StepSweepRequestValidator(Layer layer, RequestLimits limits) : LayerRequestValidator<StepSweepRequest>(layer, limits);
