using GradCheck.Api.Contracts;
namespace GradCheck.Api.Requests;

/// <summary>What a request with a program says of a layer of the catalogue, as the other routes take it.</summary>
internal static class ProgramBatch
{
    /// <summary>The batch of a request with inputs of its own.</summary>
    /// <param name="request">The request.</param>
    public static GradientsRequest Of(ProgramCheckRequest request)
    {
        var inputs = request.Inputs!.Value!;
        return ConventionsOf(request) with
        {
            X = inputs.GetValueOrDefault("x"),
            Gamma = inputs.GetValueOrDefault("gamma"),
            Beta = inputs.GetValueOrDefault("beta"),
            Dout = request.Dout?.One,
            Eps = request.Eps,
            Groups = request.Groups,
            NormalizedShape = request.NormalizedShape,
        };
    }

    /// <summary>The conventions that a request declares.</summary>
    /// <param name="request">The request.</param>
    public static GradientsRequest ConventionsOf(ProgramCheckRequest request) => new()
    {
        Ddof = request.Ddof,
        MomentumOf = request.MomentumOf,
        RunningDdof = request.RunningDdof,
        Channels = request.Channels,
    };
}
