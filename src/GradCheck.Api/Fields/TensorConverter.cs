using System.Text.Json;
using System.Text.Json.Serialization;
using GradCheck.Tensors;

namespace GradCheck.Api.Fields;

/// <summary>A tensor of a response: nested arrays, with Python's bare <c>NaN</c> and <c>Infinity</c> where it holds them.</summary>
internal sealed class TensorConverter : JsonConverter<Tensor>
{
    /// <inheritdoc/>
    public override Tensor Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("requests hold a Field of a tensor");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Tensor value, JsonSerializerOptions options) =>
        Write(writer, value, PythonNumberConverter.Write);

    /// <summary>Writes nested arrays.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="tensor">The tensor.</param>
    /// <param name="number">Writes one number.</param>
    internal static void Write(Utf8JsonWriter writer, Tensor tensor, Action<Utf8JsonWriter, double> number)
    {
        var next = 0;
        WriteAxis(0);

        void WriteAxis(int axis)
        {
            if (axis == tensor.Shape.Rank)
            {
                number(writer, tensor[next++]);
                return;
            }

            writer.WriteStartArray();
            for (var i = 0; i < tensor.Shape[axis]; i++)
            {
                WriteAxis(axis + 1);
            }

            writer.WriteEndArray();
        }
    }
}
