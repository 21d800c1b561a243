using GradCheck.Api.Limits;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace GradCheck.Api.Setup;

/// <summary>What one request may cost, from configuration and environment, checked at the start.</summary>
internal static class LimitsSetup
{
    /// <summary>Adds the limits.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddLimits(this IServiceCollection services)
    {
        services.AddOptions<RequestLimits>().BindConfiguration(RequestLimits.Section).ValidateDataAnnotations().ValidateOnStart();

        // The reader of bodies says the limit; the server's own, a little above, stops what never reaches the reader.
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<RequestLimits>>((server, limits) =>
        {
            server.Limits.MaxRequestBodySize = limits.Value.MaxBodyBytes * 2;
            server.AddServerHeader = false;
        });
        return services;
    }
}
