using System.Text.Json;

namespace GradCheck.Api.Fields;

/// <summary>A field of a request that is an object.</summary>
/// <typeparam name="T">Its contract.</typeparam>
internal sealed class ObjectFieldConverter<T> : FieldConverter<Field<T>>
    where T : RequestObject, IRequestPart, new()
{
    /// <inheritdoc/>
    public override Field<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return new() { Value = InnerValue.Read<T>(ref reader, options) };
            case JsonTokenType.True or JsonTokenType.False when T.MayBeBoolean:
                return new() { Value = reader.GetBoolean() ? new() : null };
            default:
                reader.Skip();
                return Field.Wrong<T>($"is {(T.MayBeBoolean ? "neither true nor false nor" : "not")} an object such as {T.Example}");
        }
    }
}
