using System.Text.Json;
using System.Text.Json.Serialization;

namespace GradCheck.Api.Fields;

/// <summary>A field of a request that is an object.</summary>
/// <typeparam name="T">Its contract.</typeparam>
/// <param name="example">What it looks like, for the message where it is something else.</param>
internal sealed class ObjectFieldConverter<T>(string example) : JsonConverter<Field<T>>
    where T : class
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override Field<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return new() { Value = InnerValue.Read<T>(ref reader, options) };
        }

        reader.Skip();
        return Field.Wrong<T>($"is not an object such as {example}");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Field<T> value, JsonSerializerOptions options) =>
        throw new NotSupportedException("a request is read only");
}
