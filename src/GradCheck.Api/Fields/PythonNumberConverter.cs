using System.Text.Json;
using System.Text.Json.Serialization;

namespace GradCheck.Api.Fields;

/// <summary>A number of a response, bare <c>NaN</c> and <c>Infinity</c> included, as Python's <c>json</c> reads them.</summary>
internal sealed class PythonNumberConverter : JsonConverter<double>
{
    /// <inheritdoc/>
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => Write(writer, value);

    /// <summary>Writes a number, in the shortest digits that read back to it.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="value">The number.</param>
    internal static void Write(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteRawValue(PythonJson.Literal(value), skipInputValidation: true);
        }
    }
}
