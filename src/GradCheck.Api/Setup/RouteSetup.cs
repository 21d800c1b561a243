using GradCheck.Api.Endpoints;

namespace GradCheck.Api.Setup;

/// <summary>What stands in the paths of routes.</summary>
internal static class RouteSetup
{
    /// <summary>Adds the layer in a path.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddLayerPaths(this IServiceCollection services) =>
        services.Configure<RouteOptions>(options => options.SetParameterPolicy<LayerPath>(LayerPath.Name));
}
