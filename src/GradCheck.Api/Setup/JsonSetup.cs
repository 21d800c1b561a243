using GradCheck.Api.Bodies;
using GradCheck.Api.Bodies.Numpy;
using GradCheck.Api.Limits;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace GradCheck.Api.Setup;

/// <summary>How requests are read and responses written.</summary>
internal static class JsonSetup
{
    /// <summary>Adds the readers and writers.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddJson(this IServiceCollection services)
    {
        services.AddSingleton<RequestReader>();
        services.AddSingleton<NpzWriter>();
        services.AddSingleton<IConfigureOptions<JsonOptions>>(provider =>
        {
            var limits = provider.GetRequiredService<IOptions<RequestLimits>>();
            return new ConfigureOptions<JsonOptions>(options => WireJson.Configure(options.SerializerOptions, limits.Value));
        });
        return services;
    }
}
