using System.Text.Json;
using System.Text.Json.Serialization;
using GradCheck.Api.Fields;

namespace GradCheck.Api.Contracts;

/// <summary><c>numeric</c> of a request: <c>true</c>, <c>false</c>, or an object.</summary>
internal sealed class NumericFieldConverter : JsonConverter<Field<NumericRequest>>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override Field<NumericRequest> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.True:
                return new() { Value = new() };
            case JsonTokenType.False:
                return new();
            case JsonTokenType.StartObject:
                return new() { Value = InnerValue.Read<NumericRequest>(ref reader, options) };
            default:
                reader.Skip();
                return Field.Wrong<NumericRequest>("is neither true nor false nor an object such as {\"method\": \"central\"}");
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Field<NumericRequest> value, JsonSerializerOptions options) =>
        throw new NotSupportedException("a request is read only");
}
