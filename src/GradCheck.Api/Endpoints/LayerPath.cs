using GradCheck.Api.Description;
using GradCheck.Layers;

namespace GradCheck.Api.Endpoints;

/// <summary>The layer in a path: <c>/v1/{layer}/check</c> is one route for all of them, and another name no address of the service.</summary>
internal sealed class LayerPath : IRouteConstraint
{
    /// <summary>What the constraint is called in a route.</summary>
    public const string Name = "layer";

    /// <summary>The part of a path that is a layer.</summary>
    public const string Segment = $"/{{{Name}:{Name}}}";

    /// <summary>The layer of a request to such a route.</summary>
    /// <param name="context">The request.</param>
    public static Layer Of(HttpContext context) => Find(context.GetRouteValue(Name))!;

    /// <summary>The examples of every layer, each named by its layer.</summary>
    /// <param name="examples">Makes those of one.</param>
    public static ExampleSource ExamplesOf(Func<Layer, IEnumerable<ExampleMetadata>> examples) => new(() =>
        from layer in LayerCatalog.All
        from example in examples(layer)
        select example with { Name = $"{layer.Id}-{example.Name}", Summary = $"{layer.Id}: {example.Summary}" });

    /// <inheritdoc/>
    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values.TryGetValue(routeKey, out var id) && Find(id) is not null;

    // As the rest of a path, in any case.
    private static Layer? Find(object? id) => LayerCatalog.All.FirstOrDefault(layer => string.Equals(layer.Id, id as string, StringComparison.OrdinalIgnoreCase));
}
