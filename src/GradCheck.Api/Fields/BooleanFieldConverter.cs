using System.Text.Json;

namespace GradCheck.Api.Fields;

/// <summary><c>true</c> or <c>false</c> of a request.</summary>
internal sealed class BooleanFieldConverter : FieldConverter<Field<bool>>
{
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
}
