using System.Collections.Concurrent;
using GradCheck.Layers;

namespace GradCheck.Api.Endpoints;

/// <summary>The rules of a request for each layer, made when a layer is first asked about.</summary>
/// <typeparam name="TRules">The rules.</typeparam>
/// <param name="make">Makes those of a layer.</param>
internal sealed class RulesByLayer<TRules>(Func<Layer, TRules> make)
{
    private readonly ConcurrentDictionary<string, TRules> made = new();

    /// <summary>The rules of a layer.</summary>
    /// <param name="layer">The layer.</param>
    public TRules this[Layer layer] => made.GetOrAdd(layer.Id, _ => make(layer));
}
