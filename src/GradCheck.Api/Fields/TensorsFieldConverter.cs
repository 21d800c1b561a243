using System.Text.Json;
using GradCheck.Api.Limits;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Api.Fields;

/// <summary>Tensors of a request by name, such as what a student submits.</summary>
internal sealed class TensorsFieldConverter(RequestLimits limits) : FieldConverter<Field<IReadOnlyDictionary<string, Field<Tensor>>>>
{
    /// <summary>What is an array wherever it is asked for.</summary>
    private static readonly HashSet<string> Arrays = [.. TensorNames.All.Select(TensorNames.Of), "x", "gamma", "beta", "w", "b", "y", "scores"];

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
        ReadAll(ref reader, tensors, problems, isWhole: true);
        return new() { Value = tensors, Problems = problems };
    }

    /// <summary>Reads the entries of an object; an argument that is a dictionary itself, <c>"parameters": {"W1": ...}</c>, has its entries among the others.</summary>
    private void ReadAll(ref Utf8JsonReader reader, Dictionary<string, Field<Tensor>> tensors, List<FieldProblem> problems, bool isWhole)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (isWhole && reader.TokenType == JsonTokenType.StartObject && !Arrays.Contains(name))
            {
                ReadAll(ref reader, tensors, problems, isWhole: false);
            }
            else if (!tensors.TryAdd(name, TensorReader.Read(ref reader, limits.MaxElements)))
            {
                problems.Add(new($".{FieldText.Shorten(name)}", "is given twice"));
            }
        }
    }
}
