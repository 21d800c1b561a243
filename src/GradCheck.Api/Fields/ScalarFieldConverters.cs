using System.Text.Json;

namespace GradCheck.Api.Fields;

/// <summary>A number of a request.</summary>
internal sealed class NumberFieldConverter : FieldConverter<Field<double>>
{
    /// <inheritdoc/>
    public override Field<double> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (NumberReader.TryRead(ref reader, out var value))
        {
            return new() { Value = value, InexactIntegers = NumberReader.Inexact(ref reader, value, []) is { } inexact ? [inexact] : [] };
        }

        var message = NumberReader.Explain(ref reader);
        reader.Skip();
        return Field.Wrong<double>(message);
    }
}

/// <summary>A name of a request, such as a mode or a method.</summary>
internal sealed class NameFieldConverter : FieldConverter<Field<string>>
{
    /// <inheritdoc/>
    public override Field<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ReadName(ref reader);

    /// <summary>Reads the value that the reader stands on, and leaves the reader at its end.</summary>
    /// <param name="reader">The reader.</param>
    internal static Field<string> ReadName(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return new() { Value = reader.GetString() };
        }

        var found = reader.TokenType switch
        {
            JsonTokenType.Null => "null",
            JsonTokenType.True => "true",
            JsonTokenType.False => "false",
            JsonTokenType.Number => "a number",
            JsonTokenType.StartArray => "an array",
            _ => "an object",
        };
        reader.Skip();
        return Field.Wrong<string>($"is {found}, but a name in quotes belongs here");
    }
}

/// <summary>A list of names of a request, such as <c>include</c>.</summary>
internal sealed class NamesFieldConverter : FieldConverter<Field<IReadOnlyList<string>>>
{
    /// <inheritdoc/>
    public override Field<IReadOnlyList<string>> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return Field.Wrong<IReadOnlyList<string>>("is not a list of names, such as [\"paths\"]");
        }

        var names = new List<string>();
        var problems = new List<FieldProblem>();
        for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
        {
            var name = NameFieldConverter.ReadName(ref reader);
            names.Add(name.Value ?? string.Empty);
            problems.AddRange(name.Problems.Select(problem => problem with { Place = NumberReader.PlaceOf([i]) }));
        }

        return new() { Value = names, Problems = problems };
    }
}
