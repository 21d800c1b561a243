using System.Text.Json;
using GradCheck.Api.Limits;
using GradCheck.Programs.Reports;

namespace GradCheck.Api.Fields;

/// <summary>The arguments of a constructor by name: numbers, truth values, texts, null, and nested arrays of numbers.</summary>
internal sealed class InitFieldConverter(RequestLimits limits) : FieldConverter<Field<IReadOnlyDictionary<string, InitValue>>>
{
    private const int MostText = 1000;

    /// <inheritdoc/>
    public override Field<IReadOnlyDictionary<string, InitValue>> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return Field.Wrong<IReadOnlyDictionary<string, InitValue>>("is not an object of arguments by name, such as {\"in_features\": 4}");
        }

        var values = new Dictionary<string, InitValue>();
        var problems = new List<FieldProblem>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            var place = $".{FieldText.Shorten(name)}";
            var value = ReadValue(ref reader, place, problems);
            if (value is not null && !values.TryAdd(name, value))
            {
                problems.Add(new(place, "is given twice"));
            }
        }

        return new() { Value = values, Problems = problems };
    }

    private InitValue? ReadValue(ref Utf8JsonReader reader, string place, List<FieldProblem> problems)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return new();
            case JsonTokenType.True or JsonTokenType.False:
                return new() { Flag = reader.GetBoolean() };
            case JsonTokenType.String when reader.GetString() is { } text && text is not ("NaN" or "Infinity" or "-Infinity"):
                if (text.Length > MostText)
                {
                    problems.Add(new(place, $"is a text of more than {MostText} letters"));
                }

                return new() { Text = text };
            case JsonTokenType.StartObject:
                reader.Skip();
                problems.Add(new(place, "is an object, but a number, a truth value, a text or nested arrays of numbers belong here"));
                return null;
        }

        var again = reader;
        var tensor = TensorReader.Read(ref reader, limits.MaxElements);
        problems.AddRange(tensor.Problems.Select(problem => problem with { Place = place + problem.Place }));
        if (tensor.OversizeCount is { } count)
        {
            problems.Add(new(place, FormattableString.Invariant($"has {count} elements, but the limit is {limits.MaxElements}")));
        }

        if (tensor is { IsUsable: true, Value: { } numbers } && numbers.Values.ContainsAnyExceptInRange(double.MinValue, double.MaxValue))
        {
            problems.Add(new(place, "holds a number that is not finite"));
        }

        return tensor.IsUsable ? new() { Numbers = tensor.Value, IsWhole = IsWhole(again) } : null;
    }

    /// <summary>Whether every number is written without a point and an exponent.</summary>
    private static bool IsWhole(Utf8JsonReader reader)
    {
        var depth = 0;
        do
        {
            depth += reader.TokenType switch { JsonTokenType.StartArray => 1, JsonTokenType.EndArray => -1, _ => 0 };
            if (reader.TokenType == JsonTokenType.Number && (reader.HasValueSequence || reader.ValueSpan.IndexOfAny(".eE"u8) >= 0))
            {
                return false;
            }
        }
        while (depth > 0 && reader.Read());
        return true;
    }
}
