using GradCheck.Api.Contracts;
using GradCheck.Api.Limits;
using GradCheck.Layers;

namespace GradCheck.Api.Requests;

/// <summary>The rules of <see cref="DerivationRequest"/>: those of a batch.</summary>
internal sealed class DerivationRequestValidator(Layer layer, RequestLimits limits) : LayerRequestValidator<DerivationRequest>(layer, limits);
