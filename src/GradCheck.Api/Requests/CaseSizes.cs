using GradCheck.Api.Contracts;
using GradCheck.Api.Fields;
using GradCheck.Layers;

namespace GradCheck.Api.Requests;

/// <summary>The sizes by which a case is asked for, by layer: those of <c>x</c>, <c>n</c> and <c>d</c>, and the number of groups.</summary>
internal static class CaseSizes
{
    /// <summary>The names of a layer's sizes.</summary>
    /// <param name="layer">The layer.</param>
    public static string[] Of(Layer layer)
    {
        string[] extra = ExtraOf(layer) is { } size ? [size] : [];
        string[] channels = layer.TakesSequences ? ["c"] : [];
        return [.. layer.Axes.Select(axis => axis.ToLowerInvariant()), .. channels, .. extra, .. layer.TakesGroups ? ["groups"] : Array.Empty<string>()];
    }

    /// <summary>The size by which a case with one axis more is asked for: <c>t</c> of (N, T, D), <c>l</c> of (N, C, L); null for a layer that takes none.</summary>
    /// <param name="layer">The layer.</param>
    public static string? ExtraOf(Layer layer) => layer.NormalizesTrailingAxes ? "t" : layer.TakesSequences ? "l" : null;

    /// <summary>The sizes of a request, each under its name.</summary>
    /// <param name="request">The request.</param>
    public static Dictionary<string, Field<double>?> In(CaseRequest request) => new()
    {
        ["n"] = request.N,
        ["d"] = request.D,
        ["c"] = request.C,
        ["h"] = request.H,
        ["w"] = request.W,
        ["t"] = request.T,
        ["l"] = request.L,
        ["groups"] = request.Groups,
    };
}
