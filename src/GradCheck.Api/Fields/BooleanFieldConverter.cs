using System.Text.Json;
using System.Text.Json.Serialization;

namespace GradCheck.Api.Fields;

/// <summary><c>true</c> or <c>false</c> of a request.</summary>
internal sealed class BooleanFieldConverter : JsonConverter<Field<bool>>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override Field<bool> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.True or JsonTokenType.False)
        {
            return new() { Value = reader.GetBoolean() };
        }

        reader.Skip();
        return Field.Wrong<bool>("is neither true nor false");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Field<bool> value, JsonSerializerOptions options) =>
        throw new NotSupportedException("a request is read only");
}
