using FluentValidation;
using GradCheck.Api.Contracts;
using GradCheck.Layers;

namespace GradCheck.Api.Requests;

/// <summary>The rules of the conventions that a request declares, by its layer.</summary>
internal sealed class ConventionsValidator : RequestValidator<LayerRequest>
{
    /// <summary>Makes the rules of a layer.</summary>
    /// <param name="layer">The layer.</param>
    public ConventionsValidator(Layer layer)
    {
        RuleForField(request => request.Ddof).Must(value => value is 0 or 1).WithRange("ddof is 0 or 1");
        RuleForField(request => request.RunningDdof).Must(value => value is 0 or 1).WithRange("ddof is 0 or 1");
        RuleForField(request => request.MomentumOf).IsOneOf(Conventions.MomentumNames);
        var channels = RuleForField(request => request.Channels).IsOneOf(Conventions.ChannelNames);
        if (!layer.HasChannels)
        {
            channels.NotEqual("last").WithMessage($"is last, but {layer.Id} normalizes the last axes of x and has no channels");
        }

        if (!layer.NormalizesTrailingAxes)
        {
            RuleFor(request => request.NormalizedShape).Null().WithMessage($"is given, but {layer.Id} normalizes no last axes; layernorm and rmsnorm do");
        }
    }
}
