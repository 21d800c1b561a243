using GradCheck.Api.Contracts;
using GradCheck.Api.Limits;
using GradCheck.Layers;

namespace GradCheck.Api.Requests;

/// <summary>The rules of a request that is a batch and nothing else.</summary>
/// <typeparam name="T">The request.</typeparam>
/// <param name="layer">The layer.</param>
/// <param name="limits">The most elements of a tensor.</param>
internal class BatchValidator<T>(Layer layer, RequestLimits limits) : LayerRequestValidator<T, Batch>(layer, limits)
    where T : LayerRequest
{
    /// <inheritdoc/>
    protected override Batch PlanOf(T request) => Batch.Of(Layer, request);
}
