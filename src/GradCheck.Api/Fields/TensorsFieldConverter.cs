using System.Text.Json;
using GradCheck.Api.Limits;
using GradCheck.Tensors;

namespace GradCheck.Api.Fields;

/// <summary>Tensors of a request by name, such as what a student submits.</summary>
internal sealed class TensorsFieldConverter(RequestLimits limits) : FieldConverter<Field<IReadOnlyDictionary<string, Field<Tensor>>>>
{
    /// <inheritdoc/>
    public override Field<IReadOnlyDictionary<string, Field<Tensor>>> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return Field.Wrong<IReadOnlyDictionary<string, Field<Tensor>>>("is not an object of tensors by name, such as {\"dx\": [[0.5], [-0.5]]}");
        }

        var tensors = new Dictionary<string, Field<Tensor>>();
        var problems = new List<FieldProblem>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (!tensors.TryAdd(name, TensorReader.Read(ref reader, limits.MaxElements)))
            {
                problems.Add(new($".{FieldText.Shorten(name)}", "is given twice"));
            }
        }

        return new() { Value = tensors, Problems = problems };
    }
}
