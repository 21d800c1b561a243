using GradCheck.Api.Contracts;
using GradCheck.Api.Fields;
using GradCheck.Layers;

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
        var momentumOf = request.MomentumOf?.Value == "new" ? MomentumOf.New : MomentumOf.Old;
        return AxesOf(layer, request) with
        {
            Eps = request.Eps?.Value ?? LayerOptions.DefaultEps,
            MomentumOf = momentumOf,
            Momentum = request.Momentum?.Value ?? (momentumOf == MomentumOf.New ? LayerOptions.DefaultMomentumOfNew : LayerOptions.DefaultMomentum),
            RunningDdof = (int?)request.RunningDdof?.Value,
            Groups = (int?)request.Groups?.Value,
            Mode = request.Mode?.Value == "eval" ? Mode.Eval : Mode.Train,
            Running = request.RunningMean?.Value is { } mean && request.RunningVar?.Value is { } variance ? new(mean, variance) : null,
        };
    }

    /// <summary>What a request says of the axes and the divisor of its layer, as far as it can be used.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="request">The request.</param>
    public static LayerOptions AxesOf(Layer layer, LayerRequest request) => new()
    {
        Ddof = request.Ddof is { IsUsable: true, Value: 1 } ? 1 : 0,
        Channels = layer.HasChannels ? ChannelsOf(request.Channels) : ChannelOrder.First,
        NormalizedAxes = layer.NormalizesTrailingAxes ? NormalizedAxesOf(request) : null,
    };

    /// <summary>What <c>channels</c> says.</summary>
    /// <param name="field">The field; null where it was left out.</param>
    public static ChannelOrder ChannelsOf(Field<string>? field) => field is { IsUsable: true, Value: "last" } ? ChannelOrder.Last : ChannelOrder.First;

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
