using GradCheck.Layers;
using GradCheck.Python.Source;

namespace GradCheck.Api.Problems;

/// <summary>What an address that is not served most likely meant.</summary>
internal static class UnknownAddress
{
    private const int LongestQuote = 40;

    /// <summary>Explains an address.</summary>
    /// <param name="path">Its path.</param>
    public static string Explain(PathString path)
    {
        var parts = (path.Value ?? string.Empty).Split('/', StringSplitOptions.RemoveEmptyEntries);
        var known = LayerCatalog.All.Select(layer => layer.Id).ToList();
        return parts switch
        {
            ["v1", var layer, _, ..] when !known.Contains(layer) =>
                $"There is no layer \"{(layer.Length <= LongestQuote ? layer : layer[..LongestQuote])}\"{NearestName.Clause(layer, known) switch { "" => ".", var near => $"{near}, and" }} GET /v1/layers lists them all.",
            ["v1", var layer, ..] when known.Contains(layer) => $"{layer} has no such route; /swagger lists those it has.",
            _ => "/swagger lists every route.",
        };
    }
}
