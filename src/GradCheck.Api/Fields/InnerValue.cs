using System.Text.Json;
using System.Text.Json.Serialization;

namespace GradCheck.Api.Fields;

/// <summary>Reads a value within a converter, in one pass.</summary>
/// <remarks>
/// <see cref="JsonSerializer.Deserialize{T}(ref Utf8JsonReader, JsonSerializerOptions)"/> goes over a value to find where
/// it ends before it reads it, and over what is within that once more: a tensor of a case of a grading would be read three
/// times. It is left for a value that cannot be read, as it says where.
/// </remarks>
internal static class InnerValue
{
    /// <summary>Reads the value that the reader stands on, and leaves the reader at its end.</summary>
    /// <typeparam name="T">What it is read into.</typeparam>
    /// <param name="reader">The reader.</param>
    /// <param name="options">The options that the converter was called with.</param>
    /// <exception cref="JsonException">It cannot be read.</exception>
    public static T? Read<T>(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        var again = reader;
        try
        {
            return ((JsonConverter<T>)options.GetConverter(typeof(T))).Read(ref reader, typeof(T), options);
        }
        catch (Exception fault) when (fault is JsonException { Path: null } or InvalidOperationException or FormatException)
        {
            reader = again;
            return JsonSerializer.Deserialize<T>(ref reader, options);
        }
    }
}
