using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace GradCheck.Api.Tests.Support;

/// <summary>The real host, as Program makes it.</summary>
public class ServiceFactory : WebApplicationFactory<Program>
{
    private readonly Dictionary<string, string> settings = [];

    /// <summary>The service with settings of its own.</summary>
    public static ServiceFactory With(params (string Key, string Value)[] settings)
    {
        var factory = new ServiceFactory();
        foreach (var (key, value) in settings)
        {
            factory.settings[key] = value;
        }

        return factory;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        foreach (var (key, value) in settings)
        {
            builder.UseSetting(key, value);
        }
    }
}

/// <summary>Requests and answers in a line.</summary>
public static partial class Wire
{
    public static StringContent Json(string body)
    {
        var content = new StringContent(body, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    public static async Task<(int Status, JsonNode Body)> PostAsync(this HttpClient client, string path, string body)
    {
        using var content = Json(body);
        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), content);
        var text = NotFinite().Replace(await answer.Content.ReadAsStringAsync(), "null");
        return ((int)answer.StatusCode, JsonNode.Parse(text)!);
    }

    /// <summary>The errors of a problem, a line each: <c>dout[2]: has 4 values, but x has 5 columns</c>.</summary>
    public static IEnumerable<string> ErrorsOf(JsonNode problem) =>
        problem["errors"]!.AsObject().SelectMany(entry => entry.Value!.AsArray().Select(message => $"{entry.Key}: {message}"));

    public static double[] Numbers(JsonNode? tensor) => tensor switch
    {
        JsonArray rows => [.. rows.SelectMany(Numbers)],
        JsonValue value => [value.GetValue<double>()],
        _ => [double.NaN],
    };

    // Python's bare literals, which no JSON reader here takes.
    [GeneratedRegex("(?<=[:,[])(NaN|-?Infinity)")]
    private static partial Regex NotFinite();
}
