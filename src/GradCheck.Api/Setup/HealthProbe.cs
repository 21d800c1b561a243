namespace GradCheck.Api.Setup;

/// <summary>Asks the running service whether it lives: the container's health check, in an image that has no shell.</summary>
internal static class HealthProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Asks the service on this machine, at the first port that the environment names.</summary>
    /// <returns>The exit code: 0 where it lives, otherwise 1.</returns>
    public static async Task<int> RunAsync()
    {
        using var client = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(new Uri(Address(), "health/live"));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            return 1;
        }
    }

    private static Uri Address()
    {
        var url = FirstOf("ASPNETCORE_URLS");
        if (url is not null)
        {
            // http://+:8080 and http://*:8080 listen everywhere; here is one of those places.
            return new(url.Replace("://+", "://127.0.0.1", StringComparison.Ordinal).Replace("://*", "://127.0.0.1", StringComparison.Ordinal).Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal));
        }

        return new($"http://127.0.0.1:{FirstOf("ASPNETCORE_HTTP_PORTS") ?? "8080"}");
    }

    private static string? FirstOf(string variable) =>
        Environment.GetEnvironmentVariable(variable)?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault();
}
