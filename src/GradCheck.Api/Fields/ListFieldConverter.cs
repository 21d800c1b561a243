using System.Text.Json;
using System.Text.Json.Serialization;

namespace GradCheck.Api.Fields;

/// <summary>A field of a request that is a list of objects.</summary>
/// <typeparam name="T">The contract of one.</typeparam>
/// <param name="example">What the list looks like, for the message where it is something else.</param>
/// <param name="most">The most objects to keep; a longer list is counted and none of it is kept.</param>
internal sealed class ListFieldConverter<T>(string example, int most) : JsonConverter<Field<IReadOnlyList<Field<T>>>>
    where T : class
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override Field<IReadOnlyList<Field<T>>> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return Field.Wrong<IReadOnlyList<Field<T>>>($"is not a list such as {example}");
        }

        var objects = new List<Field<T>>();
        long count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (count++ < most)
            {
                objects.Add(InnerValue.Read<Field<T>>(ref reader, options)!);
            }
            else
            {
                reader.Skip();
            }
        }

        return count > most ? new() { OversizeCount = count } : new() { Value = objects };
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Field<IReadOnlyList<Field<T>>> value, JsonSerializerOptions options) =>
        throw new NotSupportedException("a request is read only");
}
