using FluentValidation;
using GradCheck.Api.Contracts;
using GradCheck.Api.Limits;

namespace GradCheck.Api.Requests;

/// <summary>The rules of <see cref="DirectionRequest"/>, but for shapes, which depend on the batch.</summary>
internal sealed class DirectionRequestValidator : RequestValidator<DirectionRequest>
{
    /// <summary>Makes the rules.</summary>
    /// <param name="limits">The most elements of a tensor.</param>
    public DirectionRequestValidator(RequestLimits limits)
    {
        RuleFor(direction => direction).Must(direction => direction is not { Dx: null, Dgamma: null, Dbeta: null }).WithMessage("is empty; weigh any of dx, dgamma, dbeta");
        RuleForTensor(direction => direction.Dx, limits);
        RuleForTensor(direction => direction.Dgamma, limits);
        RuleForTensor(direction => direction.Dbeta, limits);
        RuleFor(direction => direction).HasKnownFields();
    }
}
