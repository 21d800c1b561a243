using FluentValidation;
using GradCheck.Api.Contracts;
using GradCheck.Layers;
using GradCheck.Tensors;

namespace GradCheck.Api.Requests;

/// <summary>The conventions that a request declares: what its variance divides by, what its momentum weighs, how its axes lie.</summary>
internal static class Conventions
{
    /// <summary>The names of <c>channels</c>, the default first.</summary>
    public static readonly string[] ChannelNames = ["first", "last"];

    /// <summary>The names of <c>momentum_of</c>, the default first.</summary>
    public static readonly string[] MomentumNames = ["old", "new"];

    /// <summary>What a request runs its layer with.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="request">A request whose fields can be used.</param>
    public static LayerOptions OptionsOf(Layer layer, LayerRequest request)
    {
        var momentumOf = MomentumOfName(request.MomentumOf?.Value);
        return new()
        {
            Eps = request.Eps?.Value ?? LayerOptions.DefaultEps,
            MomentumOf = momentumOf,
            Momentum = request.Momentum?.Value ?? DefaultMomentum(momentumOf),
            Ddof = (int)(request.Ddof?.Value ?? 0),
            RunningDdof = (int?)request.RunningDdof?.Value,
            Channels = ChannelsOfName(request.Channels?.Value),
            NormalizedAxes = layer.NormalizesTrailingAxes ? NormalizedAxesOf(request) : null,
            Groups = (int?)request.Groups?.Value,
            Mode = request.Mode?.Value == "eval" ? Mode.Eval : Mode.Train,
            Running = request.RunningMean?.Value is { } mean && request.RunningVar?.Value is { } variance ? new(mean, variance) : null,
        };
    }

    /// <summary>The layer on a request's <c>x</c>, by what it declares; null where there is none such.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="request">The request.</param>
    /// <param name="x">Its <c>x</c>.</param>
    public static Layer? LayerOf(Layer layer, LayerRequest request, Tensor x) => layer.On(x.Shape.Rank, new()
    {
        Ddof = request.Ddof is { IsUsable: true, Value: 1 } ? 1 : 0,
        Channels = layer.HasChannels && request.Channels is { IsUsable: true } channels ? ChannelsOfName(channels.Value) : ChannelOrder.First,
        NormalizedAxes = layer.NormalizesTrailingAxes ? NormalizedAxesOf(request) : null,
    });

    /// <summary>Whether <c>normalized_shape</c> was left out and the shape of <c>gamma</c> or <c>beta</c> says it instead.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="request">The request.</param>
    public static bool IsNormalizedShapeOfGamma(Layer layer, LayerRequest request) =>
        layer.NormalizesTrailingAxes && request.NormalizedShape is null && NormalizedAxesOf(request) is > 1;

    /// <summary>What <c>momentum_of</c> says.</summary>
    /// <param name="name">Its value; null where it was left out.</param>
    public static MomentumOf MomentumOfName(string? name) => name == "new" ? MomentumOf.New : MomentumOf.Old;

    /// <summary>What <c>channels</c> says.</summary>
    /// <param name="name">Its value; null where it was left out.</param>
    public static ChannelOrder ChannelsOfName(string? name) => name == "last" ? ChannelOrder.Last : ChannelOrder.First;

    /// <summary>The momentum where none is given.</summary>
    /// <param name="of">What it is the share of.</param>
    public static double DefaultMomentum(MomentumOf of) => of == MomentumOf.New ? LayerOptions.DefaultMomentumOfNew : LayerOptions.DefaultMomentum;

    /// <summary>Failures for conventions that are none, or none of the layer.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <param name="layer">The layer.</param>
    /// <param name="request">The request.</param>
    /// <param name="context">Where failures go.</param>
    public static void Check<T>(Layer layer, T request, ValidationContext<T> context)
        where T : LayerRequest
    {
        context.CheckNumber("ddof", request.Ddof, value => value is 0 or 1, "but ddof is 0 or 1");
        context.CheckNumber("running_ddof", request.RunningDdof, value => value is 0 or 1, "but ddof is 0 or 1");
        context.CheckName("momentum_of", request.MomentumOf, MomentumNames);
        var channels = context.CheckName("channels", request.Channels, ChannelNames);
        if (channels == "last" && !layer.HasChannels)
        {
            context.AddFailure("channels", $"is last, but {layer.Id} normalizes the last axes of x and has no channels");
        }

        if (!layer.NormalizesTrailingAxes && request.NormalizedShape is not null)
        {
            context.AddFailure("normalized_shape", $"is given, but {layer.Id} normalizes no last axes; layernorm and rmsnorm do");
        }
    }

    // A parameter of several axes that are the last ones of x, and not all of it, says which are normalized.
    private static int? NormalizedAxesOf(LayerRequest request)
    {
        if (request.NormalizedShape is { } declared)
        {
            return declared is { IsUsable: true, Value: { } sizes } ? sizes.Shape.Count : null;
        }

        return request.X is { IsUsable: true, Value: { } x }
            && (request.Gamma ?? request.Beta) is { IsUsable: true, Value.Shape: { Rank: > 1 } shape }
            && shape.Rank < x.Shape.Rank && shape.CountOf(..^1) > 1 && shape.Sizes.SequenceEqual(x.Shape.Sizes[^shape.Rank..])
            ? shape.Rank : null;
    }
}
