namespace GradCheck.Api.Setup;

/// <summary>Where the service listens.</summary>
internal static class AddressSetup
{
    private const string Default = "http://localhost:8080";

    private static readonly string[] Settings = ["urls", "http_ports", "https_ports"];

    /// <summary>Listens at <c>http://localhost:8080</c> unless <c>--urls</c>, <c>ASPNETCORE_URLS</c> or their like say otherwise.</summary>
    /// <param name="builder">The application.</param>
    public static WebApplicationBuilder UseDefaultAddress(this WebApplicationBuilder builder)
    {
        if (Settings.All(setting => string.IsNullOrEmpty(builder.Configuration[setting])) && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls(Default);
        }

        return builder;
    }
}
