using System.Text.Json;
using GradCheck.Api.Limits;
using GradCheck.Tensors;

namespace GradCheck.Api.Fields;

/// <summary>A tensor of a request: nested arrays, read straight into one flat buffer.</summary>
internal sealed class TensorFieldConverter(RequestLimits limits) : FieldConverter<Field<Tensor>>
{
    /// <inheritdoc/>
    public override Field<Tensor> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TensorReader.Read(ref reader, limits.MaxElements);
}
