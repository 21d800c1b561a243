using System.Text.Json;
using System.Text.Json.Serialization;

namespace GradCheck.Api.Fields;

/// <summary>Reads what a request holds; a value that cannot be used is read too, as what is wrong with it.</summary>
/// <typeparam name="T">What it is read into.</typeparam>
internal abstract class FieldConverter<T> : JsonConverter<T>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        throw new NotSupportedException("a request is read only");
}
