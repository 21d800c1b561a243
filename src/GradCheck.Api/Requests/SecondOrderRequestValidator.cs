using System.Globalization;
using FluentValidation;
using GradCheck.Api.Contracts;
using GradCheck.Api.Limits;
using GradCheck.Layers;

namespace GradCheck.Api.Requests;

/// <summary>The rules of <see cref="SecondOrderRequest"/>.</summary>
internal sealed class SecondOrderRequestValidator : LayerRequestValidator<SecondOrderRequest>
{
    private readonly Layer layer;
    private readonly RequestLimits limits;

    /// <summary>Makes the rules of a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="limits">The most elements of a tensor.</param>
    public SecondOrderRequestValidator(Layer layer, RequestLimits limits)
        : base(layer, limits)
    {
        (this.layer, this.limits) = (layer, limits);
        RuleFor(request => request).Custom(CheckDirection);
        RuleFor(request => request.Numeric).Custom((numeric, context) =>
        {
            if (numeric is not null)
            {
                context.IsUsable("numeric", numeric);
            }
        });
    }

    private void CheckDirection(SecondOrderRequest request, ValidationContext<SecondOrderRequest> context)
    {
        var field = request.Direction.OrMissing();
        if (!context.IsUsable("direction", field))
        {
            return;
        }

        var direction = field.Value!;
        context.CheckUnknown(direction.Unknown, typeof(DirectionRequest), "direction.");
        if (direction is { Dx: null, Dgamma: null, Dbeta: null })
        {
            context.AddFailure("direction", "is empty; weigh any of dx, dgamma, dbeta");
        }

        var rules = new TensorRules<SecondOrderRequest>(context, limits);
        var (dx, dgamma, dbeta) = (rules.Usable("direction.dx", direction.Dx), rules.Usable("direction.dgamma", direction.Dgamma), rules.Usable("direction.dbeta", direction.Dbeta));
        if (request.X is { IsUsable: true, Value: { } x } && Conventions.LayerOf(layer, request, x) is { } placed)
        {
            var parameter = CheckedInput.ParameterShape(placed, request);
            var reason = string.Create(CultureInfo.InvariantCulture, $"x has {parameter.Count} {placed.ParameterWord}s");
            rules.HasShape("direction.dx", dx, [x.Shape], $"x has shape {x.Shape}");
            rules.HasShape("direction.dgamma", dgamma, [parameter], reason);
            rules.HasShape("direction.dbeta", dbeta, [parameter], reason);
        }
    }
}
