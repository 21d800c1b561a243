using GradCheck.Api.Contracts;
using GradCheck.Api.Limits;
using GradCheck.Layers;

namespace GradCheck.Api.Requests;

/// <summary>The rules of <see cref="GradientsRequest"/>.</summary>
internal sealed class GradientsRequestValidator : LayerRequestValidator<GradientsRequest, GradientsPlan>
{
    /// <summary>Makes the rules of a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="limits">What a request may hold and cost.</param>
    public GradientsRequestValidator(Layer layer, RequestLimits limits)
        : base(layer, limits)
    {
        RuleForField(request => request.Numeric).SetValidator(new NumericRequestValidator());
        RuleForField(request => request.Include);
    }

    /// <inheritdoc/>
    protected override GradientsPlan PlanOf(GradientsRequest request)
    {
        var batch = Batch.Of(Layer, request);
        return new(batch, NumericPlan.Of(request.Numeric?.Value, batch.Input, Limits), request.Include?.Value ?? []);
    }
}
