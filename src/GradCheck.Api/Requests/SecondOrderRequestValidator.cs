using GradCheck.Api.Contracts;
using GradCheck.Api.Fields;
using GradCheck.Api.Limits;
using GradCheck.Layers;
using GradCheck.SecondOrder;
using GradCheck.Tensors;

namespace GradCheck.Api.Requests;

/// <summary>The rules of <see cref="SecondOrderRequest"/>.</summary>
internal sealed class SecondOrderRequestValidator : LayerRequestValidator<SecondOrderRequest, SecondOrderPlan>
{
    /// <summary>Makes the rules of a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="limits">What a request may hold and cost.</param>
    public SecondOrderRequestValidator(Layer layer, RequestLimits limits)
        : base(layer, limits)
    {
        RuleForField(request => request.Direction).SetValidator(new DirectionRequestValidator(limits));
        When(request => request.Direction is { IsUsable: true }, () =>
        {
            RuleFor(request => request.Direction!.Value!.Dx).HasNoFault((request, dx) =>
                dx is { IsUsable: true, Value: { } tensor } && PlacedOf(request) is { X.Shape: var shape } ? ShapeFaults.Of(tensor, [shape], $"x has shape {shape}") : null);
            RuleFor(request => request.Direction!.Value!.Dgamma).HasNoFault(FaultOfParameter);
            RuleFor(request => request.Direction!.Value!.Dbeta).HasNoFault(FaultOfParameter);
        });
        RuleForField(request => request.Numeric);
    }

    /// <inheritdoc/>
    protected override SecondOrderPlan PlanOf(SecondOrderRequest request)
    {
        var batch = Batch.Of(Layer, request);
        var weights = request.Direction!.Value!;
        var isChecked = request.Numeric?.Value ?? true;
        if (isChecked)
        {
            NumericPlan.Spend("Complex steps of the gradients", batch.Input, SecondOrderComplexStep.WorkOf(batch.Input), Limits);
        }

        return new(batch, new(batch.Input, weights.Dx?.Value, weights.Dgamma?.Value, weights.Dbeta?.Value), isChecked);
    }

    private string? FaultOfParameter(SecondOrderRequest request, Field<Tensor>? field)
    {
        if (field is not { IsUsable: true, Value: { } tensor } || PlacedOf(request) is not { } placed)
        {
            return null;
        }

        var shape = placed.ParameterShape(request);
        return ShapeFaults.Of(tensor, [shape], $"x has {LayerTexts.Count(shape.Count, placed.Layer.ParameterWord)}");
    }
}
