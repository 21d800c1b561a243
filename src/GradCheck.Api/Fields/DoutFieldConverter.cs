using System.Text.Json;
using GradCheck.Api.Limits;
using GradCheck.Tensors;

namespace GradCheck.Api.Fields;

/// <summary>The gradients that come in: a tensor, an object of tensors by the names of the outputs, or a list of tensors that are no one tensor.</summary>
internal sealed class DoutFieldConverter(RequestLimits limits) : FieldConverter<DoutField>
{
    /// <summary>A list of more tensors than this is a tensor with a fault: no function has so many outputs.</summary>
    private const int MostOutputs = 64;

    /// <inheritdoc/>
    public override DoutField Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return ReadNamed(ref reader) is { Count: > 0 } named ? new() { Several = named } : new() { One = Field.Wrong<Tensor>("is an empty object: it takes a tensor for each output, by the output's name") };
        }

        var again = reader;
        var one = TensorReader.Read(ref reader, limits.MaxElements);
        return new() { One = one, Several = one.IsUsable ? [] : ReadList(again) };
    }

    private List<KeyValuePair<string, Field<Tensor>>> ReadNamed(ref Utf8JsonReader reader)
    {
        var tensors = new OrderedDictionary<string, Field<Tensor>>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            var tensor = TensorReader.Read(ref reader, limits.MaxElements);
            tensors[name] = name.Length == 0 ? Field.Wrong<Tensor>("has no name: give that of the output")
                : tensors.ContainsKey(name) ? Field.Wrong<Tensor>("is given twice")
                : tensor;
        }

        return [.. tensors];
    }

    /// <summary>The list, where each item of it is a tensor; empty where it is none of tensors.</summary>
    private List<KeyValuePair<string, Field<Tensor>>> ReadList(Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return [];
        }

        var tensors = new List<KeyValuePair<string, Field<Tensor>>>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var tensor = TensorReader.Read(ref reader, limits.MaxElements);
            if (!tensor.IsUsable || tensors.Count == MostOutputs)
            {
                return [];
            }

            tensors.Add(new(string.Empty, tensor));
        }

        return tensors.Count >= 2 ? tensors : [];
    }
}
