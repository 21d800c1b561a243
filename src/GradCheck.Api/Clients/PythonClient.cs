using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace GradCheck.Api.Clients;

/// <summary>The client for Python: one file, which the program carries in itself.</summary>
internal static class PythonClient
{
    /// <summary>Its name, by which Python imports it.</summary>
    public const string FileName = "gradcheck_client.py";

    /// <summary>Its media type, which shows in a browser as text.</summary>
    public const string MediaType = "text/x-python";

    /// <summary>Its text in UTF-8.</summary>
    public static byte[] Content { get; } = Read();

    /// <summary>Its entity tag, which changes with its text alone: the same from every copy of the service.</summary>
    public static EntityTagHeaderValue Tag { get; } = new($"\"{Convert.ToHexStringLower(SHA256.HashData(Content).AsSpan(0, 16))}\"");

    private static byte[] Read()
    {
        using var resource = typeof(PythonClient).Assembly.GetManifestResourceStream(FileName)!;
        var content = new byte[resource.Length];
        resource.ReadExactly(content);
        return content;
    }
}
