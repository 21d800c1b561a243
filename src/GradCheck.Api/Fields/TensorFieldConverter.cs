using System.Text.Json;
using System.Text.Json.Serialization;
using GradCheck.Api.Limits;
using GradCheck.Tensors;

namespace GradCheck.Api.Fields;

/// <summary>A tensor of a request: nested arrays, read straight into one flat buffer.</summary>
internal sealed class TensorFieldConverter(RequestLimits limits) : JsonConverter<Field<Tensor>>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override Field<Tensor> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TensorReader.Read(ref reader, limits.MaxElements);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Field<Tensor> value, JsonSerializerOptions options) =>
        throw new NotSupportedException("a request is read only");
}
