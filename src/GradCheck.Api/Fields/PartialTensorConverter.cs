using System.Text.Json;
using System.Text.Json.Serialization;

namespace GradCheck.Api.Fields;

/// <summary>Nested arrays in which an entry that is not finite is null.</summary>
internal sealed class PartialTensorConverter : JsonConverter<PartialTensor>
{
    /// <inheritdoc/>
    public override PartialTensor Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("a response is written only");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, PartialTensor value, JsonSerializerOptions options) =>
        TensorConverter.Write(writer, value.Tensor, static (to, number) =>
        {
            if (double.IsFinite(number))
            {
                to.WriteNumberValue(number);
            }
            else
            {
                to.WriteNullValue();
            }
        });
}
